"""A table of figures: names at the left, numbers in columns; each row can be chosen by key or finger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit import paint
from ui.kit.painted_view import Cells, PaintedView
from ui.kit.result_list import MOVES
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS

ROW: Final = 44
HEAD: Final = 30
NAME_LEAST: Final = 150
GAP: Final = 18
EDGE: Final = 12


@dataclass(frozen=True, slots=True)
class TableRow:
    """Ready words; `cells` beside the columns. A `head` has none and cannot be chosen; `leads`: something is behind."""

    name: str
    cells: tuple[str, ...] = ()
    strong: bool = False
    head: bool = False
    leads: bool = False

    def spoken(self) -> str:
        return ", ".join(word for word in (self.name, *self.cells) if word)


class _Rows(PaintedView):
    def __init__(self, theme: Theme, table: FigureTable) -> None:
        self._table = table
        self.lines: Cells[TableRow] = Cells(TableRow.spoken)
        super().__init__(theme, self.lines, ROW)

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        line, theme, px = self.lines.rows[row], self.theme, self.theme.px
        if line.head:
            painter.fillRect(area, PALETTE.sunken)
            painter.setFont(theme.font("note"))
            paint.text(painter, area.adjusted(px(EDGE), 0, 0, 0), paint.LEFT, line.name, PALETTE.ink2)
            return
        if row == self.current:
            paint.box(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]), PALETTE.accent_soft)
            if self.hasFocus():
                paint.focus_ring(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), PALETTE.line)
        left = area.right()
        painter.setFont(theme.font("line" if line.strong else "body", numbers=True))
        for edge, width, cell in self._table.places(area, line.cells):
            paint.text(painter, QRect(edge - width, area.top(), width, area.height()), paint.RIGHT, cell, PALETTE.ink)
            left = min(left, edge - width)
        kind = "line" if line.strong else "body"
        room = QRect(area.left() + px(EDGE), area.top(), max(0, left - area.left() - px(EDGE + 8)), area.height())
        painter.setFont(theme.font(kind))
        name = theme.metrics(kind).elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        paint.text(painter, room, paint.LEFT, name, PALETTE.accent if line.leads else PALETTE.ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), len(self.lines.rows)
        if key in MOVES and count:
            self.move_by(MOVES[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.move_by(-count if key == Qt.Key.Key_Home else count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            event.ignore()

    def move_by(self, step: int) -> None:
        """To the next row that is no head; past the ends to the last that can be chosen."""
        rows, at = self.lines.rows, self.current
        wanted = min(max(at + step, 0), len(rows) - 1)
        way = 1 if step > 0 else -1
        while 0 <= wanted < len(rows) and rows[wanted].head:
            wanted += way
        if not 0 <= wanted < len(rows):  # only a head lies beyond
            wanted = next(
                (n for n in (range(len(rows)) if way < 0 else reversed(range(len(rows)))) if not rows[n].head), at
            )
        self.set_current(wanted)


class _Head(QWidget):
    def __init__(self, theme: Theme, table: FigureTable) -> None:
        super().__init__()
        self._theme, self._table = theme, table
        theme.fit(self, lambda head: head.setFixedHeight(theme.px(HEAD)))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setFont(theme.font("key"))
        area = QRect(0, 0, self._table.rows.viewport().width(), self.height())
        for edge, width, word in self._table.places(area, self._table.heads):
            paint.text(painter, QRect(edge - width, 0, width, area.height()), paint.RIGHT, word, PALETTE.ink3)
        painter.end()


class FigureTable(QWidget):
    """`rows.chosen(row)` by Enter or tap, `rows.current_changed(row)` by the arrows. Columns that have no room give way
    unless they are among `keeps`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.heads: tuple[str, ...] = ()
        self._keeps: frozenset[int] = frozenset()
        self._widths: list[int] = []
        self.rows = _Rows(theme, self)
        self._head = _Head(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.rows, 1)
        self.setFocusProxy(self.rows)
        theme.changed.connect(self._measure)
        self.retranslate()

    def retranslate(self) -> None:
        """Its name for who cannot see it."""
        self.rows.setAccessibleName(self.tr("Table"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_table(
        self, heads: Sequence[str], rows: Sequence[TableRow], keeps: frozenset[int] = frozenset(), current: int = -1
    ) -> None:
        """Other figures; `current` is the chosen row, -1 none."""
        self.heads, self._keeps = tuple(heads), keeps
        lines = self.rows.lines
        lines.beginResetModel()
        lines.rows = list(rows)
        lines.endResetModel()
        self.rows.current = -1
        self.rows.verticalScrollBar().setValue(0)
        self._measure()
        self.rows.set_current(current)

    @property
    def shown(self) -> Sequence[TableRow]:
        """What is in it."""
        return self.rows.lines.rows

    def _measure(self) -> None:
        key, line = self._theme.metrics("key"), self._theme.metrics("line", numbers=True)
        self._widths = [
            max(
                [
                    key.horizontalAdvance(head),
                    *(line.horizontalAdvance(r.cells[n]) for r in self.shown if n < len(r.cells)),
                ]
            )
            for n, head in enumerate(self.heads)
        ]
        self.rows.measure()
        self._head.update()

    def in_sight(self, width: int) -> list[int]:
        """The columns that have room beside the names."""
        px, left = self._theme.px, width - self._theme.px(NAME_LEAST + EDGE)
        wanted = [n for n in range(len(self._widths)) if n in self._keeps]
        wanted += [n for n in range(len(self._widths)) if n not in self._keeps]
        found = []
        for n in wanted:
            left -= self._widths[n] + px(GAP)
            if left >= 0 or n in self._keeps:
                found.append(n)
        return sorted(found)

    def places(self, area: QRect, cells: Sequence[str]) -> list[tuple[int, int, str]]:
        """(right edge, width, words) of each cell that has room."""
        found, edge = list[tuple[int, int, str]](), area.right() - self._theme.px(EDGE)
        for n in reversed(self.in_sight(area.width())):
            if n < len(cells):
                found.append((edge, self._widths[n], cells[n]))
            edge -= self._widths[n] + self._theme.px(GAP)
        return found
