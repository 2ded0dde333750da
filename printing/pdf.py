"""The layout as a PDF: one page as long as the receipt, or sheets of A4; the used part of our fonts is embedded."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from printing.clean import clean
from printing.fonts import font_file
from printing.layout import PAPER_A4, Paper, ReceiptLayout, Size
from printing.place import FACES, Box, Placed, place

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DOT: Final = 72 / 203.2
"""Points of a dot: the printer sets eight to the millimetre."""
A4: Final = (595.28, 841.89)
_MARGIN: Final = 32
"""Dots of white on every side: the difference of 80 mm paper and 72 mm of dots."""
_A4_MARGIN: Final = 160


def receipt_pdf(layout: ReceiptLayout, paper: Paper, title: str = "") -> bytes:
    """The PDF's bytes; equal layouts give equal bytes."""
    return pages_pdf([layout], paper, title)


def pages_pdf(layouts: Iterable[ReceiptLayout], paper: Paper, title: str = "") -> bytes:
    """Several in one file, a page each."""
    out, canvas = new_canvas(title)
    for layout in layouts:
        placed = placed_on(layout, paper)
        wide, high = placed.width + 2 * _MARGIN, placed.height + 2 * _MARGIN
        canvas.setPageSize((wide * DOT, high * DOT))
        canvas.scale(DOT, DOT)
        canvas.translate(_MARGIN, high - _MARGIN)
        draw(canvas, placed)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a4_pdf(layout: ReceiptLayout, title: str = "") -> bytes:
    """On sheets of A4 paper, as an office printer takes them; no row is cut in two."""
    out, canvas = new_canvas(title)
    wide, high = round(A4[0] / DOT), round(A4[1] / DOT)
    left, room = (wide - PAPER_A4.dots) // 2, high - 2 * _A4_MARGIN
    y = room + 1
    for row in layout.rows:
        placed = placed_on(ReceiptLayout((row,)), PAPER_A4)
        if y + placed.height > room:
            if y <= room:
                canvas.showPage()
            canvas.setPageSize(A4)
            canvas.scale(DOT, DOT)
            canvas.translate(left, high - _A4_MARGIN)
            y = 0
        draw(canvas, placed, y)
        y += placed.height
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def new_canvas(title: str) -> tuple[BytesIO, Canvas]:
    """Where the bytes will be, and what draws on it; our fonts are known."""
    from reportlab.pdfbase import pdfmetrics  # a quarter of a second: only for who wants a PDF
    from reportlab.pdfgen.canvas import Canvas

    for size in FACES:
        if _name(size) not in pdfmetrics.getRegisteredFontNames():
            _register(size)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(clean(title))
    return out, canvas


def placed_on(layout: ReceiptLayout, paper: Paper) -> Placed:
    """Every mark of the layout, in the widths of our fonts."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return place(layout, paper, lambda size, text: round(stringWidth(text, _name(size), FACES[size])))


def draw(canvas: Canvas, placed: Placed, y: int = 0) -> None:
    """The marks below the point where the canvas stands, in dots; `y` further down."""
    for mark in placed.marks:
        if isinstance(mark, Box):
            canvas.rect(mark.x, -y - mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
        else:
            canvas.setFont(_name(mark.size), FACES[mark.size])
            canvas.drawString(mark.x, -y - mark.y, mark.text)


def _name(size: Size) -> str:
    return f"receipt-{'medium' if size == 'normal' else 'bold'}"


def _register(size: Size) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(_name(size), str(font_file(size))))
