"""The layout as lines of text in columns, for the screen, for scripts and for printers in text mode."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from printing.layout import Align, Bars, Pair, Paper, Qr, ReceiptLayout, Row, Rule, Size, Table, Words
from printing.wrap import Width, wrap

_GAP = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line; of `qr` and `bars` lines the text is what the printer draws as a code. Large ones may be half as
    wide."""

    text: str
    size: Size = "normal"
    qr: bool = False
    bars: bool = False


def screen_width(text: str) -> int:
    """Columns of a text on a screen with a monospaced font: 2 for Chinese and full-width forms, 0 for accents."""
    return len(text) if text.isascii() else sum(map(_screen_columns, text))


def _screen_columns(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def receipt_text(layout: ReceiptLayout, paper: Paper) -> list[str]:
    """What the receipt says, line by line, no wider than the paper's columns; the code as [QR …]."""
    lines = text_lines(layout, paper.columns, screen_width, large_is_double=False)
    return [f"[QR {line.text}]" if line.qr else f"[{line.text}]" if line.bars else line.text for line in lines]


def text_lines(layout: ReceiptLayout, columns: int, width: Width, *, large_is_double: bool) -> list[Line]:
    """The rows as lines; `large_is_double`: the device prints large lines at twice the width."""
    lines: list[Line] = []
    for row in layout.rows:
        size: Size = getattr(row, "size", "normal")
        room = columns // 2 if large_is_double and size == "large" else columns
        if isinstance(row, Qr):
            lines.append(Line(row.payload, qr=True))
        elif isinstance(row, Bars):
            lines.append(Line(row.code, bars=True))
        else:
            lines += [Line(text.rstrip(), size) for text in _row(row, room, width)]
    return lines


def _row(row: Row, columns: int, width: Width) -> list[str]:
    if isinstance(row, Words):
        room = columns - row.indent
        return [_placed(text, row.align, room, row.indent, width) for text in wrap(row.text, room, width)]
    if isinstance(row, Pair):
        return _pair(row, columns, width)
    if isinstance(row, Table):
        return _table(row.cells, columns, width)
    return ["-" * columns] if isinstance(row, Rule) else []


def _placed(text: str, align: Align, room: int, indent: int, width: Width) -> str:
    spare = (room - width(text)) // 2 if align == "centre" else 0
    return " " * (indent + max(0, spare)) + text


def _pair(row: Pair, columns: int, width: Width) -> list[str]:
    taken = width(row.right)
    room = columns - row.indent - taken - _GAP
    if room < columns // 4:
        left = wrap(row.left, columns - row.indent, width)
        right = [_at_right(text, columns, width) for text in wrap(row.right, columns, width)]
        return [" " * row.indent + text for text in left] + right
    left = [" " * row.indent + text for text in wrap(row.left, room, width)]
    left[-1] += " " * (columns - taken - width(left[-1])) + row.right
    return left


def _at_right(text: str, columns: int, width: Width) -> str:
    return " " * (columns - width(text)) + text


def _table(cells: tuple[str, ...], columns: int, width: Width) -> list[str]:
    line = ""
    for number, cell in enumerate(cells):
        edge = columns * (number + 1) // len(cells)
        spare = edge - width(line) - width(cell) if number else 0
        line += " " * max(spare, _GAP if number else 0) + cell
    return wrap(line, columns, width)
