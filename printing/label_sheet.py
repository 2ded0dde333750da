"""Labels for the shelf on sheets of A4 paper, three by eight to be cut apart, as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from printing.layout import Paper, ReceiptLayout
from printing.pdf import A4, DOT, draw, new_canvas, placed_on

_CELL: Final = (560, 296)
"""Dots of a label: 70 by 37 mm, as label sheets are sold."""
_ACROSS, _DOWN = 3, 8
_MARGIN: Final = 24
_TOP: Final = 4
"""Dots of white above the first row: eight labels are as high as the sheet is, but for a millimetre."""


def label_sheet_pdf(labels: Iterable[ReceiptLayout], title: str) -> bytes:
    """The bytes of the PDF. `labels` may make each when it is asked for, so whoever gives them sees how far it is."""
    out, canvas = new_canvas(title)
    for number, label in enumerate(labels):
        place = number % (_ACROSS * _DOWN)
        if number and not place:
            canvas.showPage()
        x, y = place % _ACROSS * _CELL[0], place // _ACROSS * _CELL[1]
        placed = placed_on(label, Paper(_CELL[0] - 2 * _MARGIN, 40))
        scale = min(1.0, (_CELL[1] - _MARGIN) / placed.height)
        canvas.saveState()
        canvas.translate((x + _MARGIN) * DOT, A4[1] - (y + _TOP + _MARGIN / 2) * DOT)
        canvas.scale(DOT * scale, DOT * scale)
        draw(canvas, placed)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return out.getvalue()
