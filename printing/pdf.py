"""The layout as a PDF of one page as long as the receipt, with the used part of our fonts embedded."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from printing.clean import clean
from printing.fonts import font_file
from printing.layout import Paper, ReceiptLayout, Size
from printing.place import FACES, Box, Placed, place

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_DOT: Final = 72 / 203.2
"""Points of a dot: the printer sets eight to the millimetre."""
_MARGIN: Final = 32
"""Dots of white on every side: the difference of 80 mm paper and 72 mm of dots."""


def receipt_pdf(layout: ReceiptLayout, paper: Paper, title: str = "") -> bytes:
    """The PDF's bytes; equal layouts give equal bytes."""
    return pages_pdf([layout], paper, title)


def pages_pdf(layouts: Iterable[ReceiptLayout], paper: Paper, title: str = "") -> bytes:
    """Several in one file, a page each."""
    from reportlab.pdfbase import pdfmetrics  # a quarter of a second: only for who wants a PDF
    from reportlab.pdfgen.canvas import Canvas

    for size in FACES:
        if _name(size) not in pdfmetrics.getRegisteredFontNames():
            _register(size)

    def measure(size: Size, text: str) -> int:
        return round(pdfmetrics.stringWidth(text, _name(size), FACES[size]))

    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle(clean(title))
    for layout in layouts:
        _page(canvas, place(layout, paper, measure))
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, placed: Placed) -> None:
    wide, high = placed.width + 2 * _MARGIN, placed.height + 2 * _MARGIN
    canvas.setPageSize((wide * _DOT, high * _DOT))
    canvas.scale(_DOT, _DOT)
    canvas.translate(_MARGIN, high - _MARGIN)
    for mark in placed.marks:
        if isinstance(mark, Box):
            canvas.rect(mark.x, -mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
        else:
            _write(canvas, mark.x, -mark.y, mark.text, mark.size)
    canvas.showPage()


def _write(canvas: Canvas, x: int, y: int, text: str, size: Size) -> None:
    canvas.setFont(_name(size), FACES[size])
    canvas.drawString(x, y, text)


def _name(size: Size) -> str:
    return f"receipt-{'medium' if size == 'normal' else 'bold'}"


def _register(size: Size) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_name(size), str(font_file(size))))
