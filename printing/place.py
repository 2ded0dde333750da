"""Where the rows of a layout stand on the paper, in dots; raster and PDF paint what is placed here, and only paint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from printing.bars import bars
from printing.layout import Bars, Blank, Pair, Paper, Qr, ReceiptLayout, Row, Rule, Size, Table, Words
from printing.wrap import Width, wrap

FACES: Final[dict[Size, int]] = {"normal": 24, "bold": 24, "large": 38}
"""Height of a character in dots: at 24 as many Chinese characters fit as text mode has pairs of columns."""
LINE: Final[dict[Size, int]] = {"normal": 33, "bold": 33, "large": 52}
BASELINE: Final[dict[Size, int]] = {"normal": 25, "bold": 25, "large": 39}
_COLUMN: Final = 12
_GAP: Final = 10
_RULE, _RULE_ROOM, _BLANK = 2, 17, 20
_MODULE: Final = 6
"""Dots of a module of the code, 0.75 mm; fewer only where it would not fit the paper."""
_QUIET: Final = 4
_BAR, _BAR_HIGH, _BAR_QUIET = 3, 40, 10
"""Dots of a module, of half the height (no mark is higher than a large line), modules left white at either side."""

Measure = Callable[[Size, str], int]
"""The width of a text in dots."""


@dataclass(frozen=True, slots=True)
class Run:
    """A text whose first character stands at `x` on the line `y`."""

    x: int
    y: int
    text: str
    size: Size


@dataclass(frozen=True, slots=True)
class Box:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A painted sheet's marks, from top to bottom."""

    width: int
    height: int
    marks: tuple[Run | Box, ...]


def place(layout: ReceiptLayout, paper: Paper, measure: Measure) -> Placed:
    """Every mark of the layout."""
    pen = _Pen(paper.dots, measure)
    for row in layout.rows:
        pen.put(row)
    return Placed(paper.dots, pen.y, tuple(pen.marks))


class _Pen:
    """Goes down the paper row by row."""

    def __init__(self, dots: int, measure: Measure) -> None:
        self._dots = dots
        self._measure = measure
        self.y = 0
        self.marks: list[Run | Box] = []

    def put(self, row: Row) -> None:
        """Place one row and go on below it; drawer and cut leave no mark."""
        if isinstance(row, Words):
            self._words(row)
        elif isinstance(row, Pair):
            self._pair(row)
        elif isinstance(row, Table):
            self._table(row)
        elif isinstance(row, Rule):
            self.marks.append(Box(0, self.y + (_RULE_ROOM - _RULE) // 2, self._dots, _RULE))
            self.y += _RULE_ROOM
        elif isinstance(row, Qr):
            self._qr(row)
        elif isinstance(row, Bars):
            self._bars(row)
        elif isinstance(row, Blank):
            self.y += _BLANK

    def _width(self, size: Size) -> Width:
        return partial(self._measure, size)

    def _line(self, runs: list[tuple[int, str]], size: Size) -> None:
        self.marks += [Run(x, self.y + BASELINE[size], text, size) for x, text in runs if text]
        self.y += LINE[size]

    def _words(self, row: Words) -> None:
        width = self._width(row.size)
        indent = row.indent * _COLUMN
        room = self._dots - indent
        for text in wrap(row.text, room, width):
            spare = (room - width(text)) // 2 if row.align == "centre" else 0
            self._line([(indent + spare, text)], row.size)

    def _pair(self, row: Pair) -> None:
        width = self._width(row.size)
        indent = row.indent * _COLUMN
        taken = width(row.right)
        room = self._dots - indent - taken - _GAP
        if room < self._dots // 4:
            self._words(Words(row.left, "left", row.size, row.indent))
            for text in wrap(row.right, self._dots, width):
                self._line([(self._dots - width(text), text)], row.size)
            return
        *above, last = wrap(row.left, room, width)
        for text in above:
            self._line([(indent, text)], row.size)
        self._line([(indent, last), (self._dots - taken, row.right)], row.size)

    def _table(self, row: Table) -> None:
        width = self._width(row.size)
        edges = [self._dots * (number + 1) // len(row.cells) for number in range(len(row.cells))]
        ends = [edge - width(cell) for edge, cell in zip(edges, row.cells, strict=True)]
        self._line(list(zip([0, *ends[1:]], row.cells, strict=True)), row.size)

    def _qr(self, row: Qr) -> None:
        matrix = _matrix(row.payload)
        module = min(_MODULE, self._dots // (len(matrix) + 2 * _QUIET))
        left = (self._dots - len(matrix) * module) // 2
        self.y += _QUIET * module
        for line in matrix:
            self.marks += [Box(left + x * module, self.y, n * module, module) for x, n in _dark_runs(line)]
            self.y += module
        self.y += _QUIET * module

    def _bars(self, row: Bars) -> None:
        """Narrower modules where the paper asks for it; signs alone where none would be readable."""
        widths = bars(row.code)
        module = min(_BAR, self._dots // (sum(widths) + 2 * _BAR_QUIET))
        if module:
            x = (self._dots - sum(widths) * module) // 2
            for number, width in enumerate(widths):
                if number % 2 == 0:
                    places = (self.y, self.y + _BAR_HIGH)
                    self.marks += [Box(x, y, width * module, _BAR_HIGH) for y in places]
                x += width * module
            self.y += 2 * _BAR_HIGH + _GAP // 2
        self._words(Words(row.code, "centre"))


@lru_cache(maxsize=64)
def _matrix(payload: str) -> tuple[bytes, ...]:
    """The modules of a code, line by line. A receipt that is looked at and printed has one: finding it takes longer
    than drawing all the rest."""
    import segno  # only where a code is drawn

    return tuple(map(bytes, segno.make(payload, error="m", micro=False, boost_error=False).matrix))


def _dark_runs(line: bytes) -> list[tuple[int, int]]:
    """(first module, how many) of each dark stretch."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(line):
        if dark and x and line[x - 1]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
