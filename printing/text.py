"""The layout as lines of text in columns, for the screen, for scripts and for printers in text mode."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from printing.layout import Align, Pair, Paper, Qr, ReceiptLayout, Row, Rule, Size, Table, Words
from printing.wrap import Advance, width, wrap

_GAP = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line; of `qr` lines the text is the payload, and the printer draws it. Large ones may be half as wide."""

    text: str
    size: Size = "normal"
    qr: bool = False


def screen_advance(sign: str) -> int:
    """Columns of a character on a screen with a monospaced font: 2 for Chinese and full-width forms."""
    if sign < "\u0300":
        return 1
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def receipt_text(layout: ReceiptLayout, paper: Paper) -> list[str]:
    """What the receipt says, line by line, no wider than the paper's columns; the code as [QR …]."""
    lines = text_lines(layout, paper.columns, screen_advance, large_is_double=False)
    return [f"[QR {line.text}]" if line.qr else line.text for line in lines]


def text_lines(layout: ReceiptLayout, columns: int, advance: Advance, *, large_is_double: bool) -> list[Line]:
    """The rows as lines; `large_is_double`: the device prints large lines at twice the width."""
    lines: list[Line] = []
    for row in layout.rows:
        size: Size = getattr(row, "size", "normal")
        room = columns // 2 if large_is_double and size == "large" else columns
        if isinstance(row, Qr):
            lines.append(Line(row.payload, qr=True))
        else:
            lines += [Line(text.rstrip(), size) for text in _row(row, room, advance)]
    return lines


def _row(row: Row, columns: int, advance: Advance) -> list[str]:
    if isinstance(row, Words):
        room = columns - row.indent
        return [_placed(text, row.align, room, row.indent, advance) for text in wrap(row.text, room, advance)]
    if isinstance(row, Pair):
        return _pair(row, columns, advance)
    if isinstance(row, Table):
        return _table(row.cells, columns, advance)
    return ["-" * columns] if isinstance(row, Rule) else []


def _placed(text: str, align: Align, room: int, indent: int, advance: Advance) -> str:
    spare = (room - width(text, advance)) // 2 if align == "centre" else 0
    return " " * (indent + max(0, spare)) + text


def _pair(row: Pair, columns: int, advance: Advance) -> list[str]:
    taken = width(row.right, advance)
    room = columns - row.indent - taken - _GAP
    if room < columns // 4:
        left = wrap(row.left, columns - row.indent, advance)
        right = [_at_right(text, columns, advance) for text in wrap(row.right, columns, advance)]
        return [" " * row.indent + text for text in left] + right
    left = [" " * row.indent + text for text in wrap(row.left, room, advance)]
    left[-1] += " " * (columns - taken - width(left[-1], advance)) + row.right
    return left


def _at_right(text: str, columns: int, advance: Advance) -> str:
    return " " * (columns - width(text, advance)) + text


def _table(cells: tuple[str, ...], columns: int, advance: Advance) -> list[str]:
    line = ""
    for number, cell in enumerate(cells):
        edge = columns * (number + 1) // len(cells)
        spare = edge - width(line, advance) - width(cell, advance) if number else 0
        line += " " * max(spare, _GAP if number else 0) + cell
    return wrap(line, columns, advance)
