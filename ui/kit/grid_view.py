"""Cells in lines and columns with virtual scrolling: only what is in sight is drawn, ten thousand cost no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ui.kit.painted_view import Cells, PaintedView
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE

GAP = 12


class GridView(PaintedView):
    """`chosen(row)` on tap or Enter. As many columns of `wide` token pixels as there is room for, each `high`."""

    wide, high = 184, 208

    def __init__(self, theme: Theme, model: Cells[Any]) -> None:
        self._columns = 1
        self._cell = QPoint(self.wide + GAP, self.high + GAP)
        super().__init__(theme, model)

    def measure(self) -> None:
        """As many columns as fit at full width; the rest of the width is shared out, the last gap is none."""
        px = self.theme.px
        gap, width = px(GAP), self.viewport().width()
        self._columns = max(1, (width + gap) // (px(self.wide) + gap))
        self._cell = QPoint((width + gap) // self._columns, px(self.high) + gap)
        super().measure()

    @property
    def columns(self) -> int:
        return self._columns

    def cell_area(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        gap = self.theme.px(GAP)
        return QRect(column * self._cell.x(), line * self._cell.y(), self._cell.x() - gap, self._cell.y() - gap)

    def content_height(self) -> int:
        lines = -(-len(self.cells.rows) // self._columns)
        return max(0, lines * self._cell.y() - self.theme.px(GAP))

    def cells_between(self, top: int, bottom: int) -> range:
        first = max(0, top // self._cell.y()) * self._columns
        return range(first, min(len(self.cells.rows), (bottom // self._cell.y() + 1) * self._columns))

    def cell_at(self, point: QPoint) -> int:
        column = point.x() // self._cell.x()
        row = point.y() // self._cell.y() * self._columns + column
        inside = 0 <= column < self._columns and 0 <= row < len(self.cells.rows)
        return row if inside and self.cell_area(row).contains(point) else -1

    def paint_background(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, PALETTE.canvas)

    # -- hands ----------------------------------------------------------------------------------------------------

    def tapped(self, row: int, part: str) -> None:
        self.chosen.emit(row)

    def moves(self) -> Mapping[Qt.Key, int]:
        """How far each key goes."""
        count, page = len(self.cells.rows), max(1, self.viewport().height() // self._cell.y()) * self._columns
        return {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, moves, key = len(self.cells.rows), self.moves(), Qt.Key(event.key())
        if key in moves and count:
            self.set_current(min(max(self.current + moves[key], 0), count - 1) if self.current >= 0 else 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            event.ignore()
