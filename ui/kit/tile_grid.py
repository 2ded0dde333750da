"""Product tiles with virtual scrolling: only what is in sight is drawn, ten thousand tiles cost no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QLinearGradient, QPainter, QPen

from ui.kit import paint
from ui.kit.painted_view import Cells, PaintedView
from ui.kit.pictures import Photos, no_photos
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TINTS, State, state_pair

WIDTH: Final = 184
HEIGHT: Final = 208
GAP: Final = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """One product, ready to be drawn. `name` is in the person's language, `second` in the other one."""

    key: str
    name: str
    price: str
    second: str = ""
    detail: str = ""
    stock: str = ""
    stock_state: State = "good"
    badge: str = ""
    icon: str = "package"
    tint: int = 0

    def words(self) -> str:
        return ", ".join(w for w in (self.name, self.detail, self.price, self.stock, self.badge) if w)


class TileGrid(PaintedView):
    """`chosen(row)` on tap or Enter. Give it any sequence of Tile; a lazy one is read only where it is visible."""

    def __init__(self, theme: Theme) -> None:
        self._columns = 1
        self._cell = QPoint(WIDTH + GAP, HEIGHT + GAP)
        self._tiles: Cells[Tile] = Cells(Tile.words)
        self.photos: Photos = no_photos
        """The photograph of a tile by its key; None draws the category."""
        super().__init__(theme, self._tiles)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Products"))

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        self._tiles.beginResetModel()
        self._tiles.rows = tiles
        self._tiles.endResetModel()
        self.current = -1
        self.verticalScrollBar().setValue(0)
        self.measure()

    # -- where things lie -----------------------------------------------------------------------------------------

    def measure(self) -> None:
        """As many columns as fit with full-width tiles; the rest of the width is shared out, the last gap is none."""
        px = self.theme.px
        gap, width = px(GAP), self.viewport().width()
        self._columns = max(1, (width + gap) // (px(WIDTH) + gap))
        height = px(HEIGHT) + gap
        self._cell = QPoint((width + gap) // self._columns, height)
        super().measure()

    @property
    def columns(self) -> int:
        return self._columns

    def cell_area(self, row: int) -> QRect:
        line, column = divmod(row, self._columns)
        gap = self.theme.px(GAP)
        return QRect(column * self._cell.x(), line * self._cell.y(), self._cell.x() - gap, self._cell.y() - gap)

    def content_height(self) -> int:
        lines = -(-len(self._tiles.rows) // self._columns)
        return max(0, lines * self._cell.y() - self.theme.px(GAP))

    def cells_between(self, top: int, bottom: int) -> range:
        first = max(0, top // self._cell.y()) * self._columns
        return range(first, min(len(self._tiles.rows), (bottom // self._cell.y() + 1) * self._columns))

    def cell_at(self, point: QPoint) -> int:
        column = point.x() // self._cell.x()
        row = point.y() // self._cell.y() * self._columns + column
        inside = 0 <= column < self._columns and 0 <= row < len(self._tiles.rows)
        return row if inside and self.cell_area(row).contains(point) else -1

    # -- drawing --------------------------------------------------------------------------------------------------

    def paint_background(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, PALETTE.canvas)

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        tile, theme, px = self._tiles.rows[row], self.theme, self.theme.px
        pressed = self.finger is not None and self.finger[0] == row
        focused = row == self.current and self.hasFocus()
        radius = px(RADIUS["card"])
        paint.box(painter, area, radius, PALETTE.accent_soft if pressed else PALETTE.surface, PALETTE.line)
        inner = area.adjusted(px(12), px(8), -px(12), -px(10))
        self._paint_picture(painter, tile, QRect(area.left() + px(8), inner.top(), area.width() - px(16), px(84)))
        inner.setTop(inner.top() + px(84) + px(8))
        elide = Qt.TextElideMode.ElideRight
        lines = (
            (tile.name, "name", PALETTE.ink, 22),
            (tile.second, "meta", PALETTE.ink2, 17),
            (tile.detail, "meta", PALETTE.ink3, 17),
        )
        y = inner.top()
        for words, kind, ink, height in lines:
            if words:
                painter.setFont(theme.font(kind))
                fitting = theme.metrics(kind).elidedText(words, elide, inner.width())
                paint.text(painter, QRect(inner.left(), y, inner.width(), px(height)), paint.LEFT, fitting, ink)
                y += px(height)
        self._paint_foot(painter, tile, QRect(inner.left(), inner.bottom() - px(24), inner.width(), px(24)))
        if focused:
            paint.focus_ring(painter, area, radius)

    def _paint_foot(self, painter: QPainter, tile: Tile, foot: QRect) -> None:
        theme, px = self.theme, self.theme.px
        painter.setFont(theme.font("card", numbers=True))
        paint.text(painter, foot, paint.LEFT, tile.price, PALETTE.ink)
        room = foot.width() - theme.metrics("card", numbers=True).horizontalAdvance(tile.price) - px(6)
        if tile.stock and room > px(24):
            painter.setFont(theme.font("key", numbers=True))
            stock = theme.metrics("key").elidedText(tile.stock, Qt.TextElideMode.ElideRight, room)
            paint.text(painter, foot, paint.RIGHT, stock, state_pair(tile.stock_state)[0])

    def _paint_picture(self, painter: QPainter, tile: Tile, area: QRect) -> None:
        theme, px = self.theme, self.theme.px
        top, bottom, ink = TINTS[tile.tint % len(TINTS)]
        shade = QLinearGradient(area.topLeft(), area.bottomRight())
        shade.setColorAt(0, QColor(top))
        shade.setColorAt(1, QColor(bottom))
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QBrush(shade))
        painter.drawRoundedRect(area, px(RADIUS["button"]), px(RADIUS["button"]))
        photo = self.photos(tile.key) if tile.key else None
        if photo is not None:
            paint.photo(painter, photo, area, px(RADIUS["button"]))
        else:
            below = px(11) if tile.badge else 0  # the badge lies over the upper edge
            middle = QPointF(area.left() + area.width() / 2, area.top() + area.height() / 2 + below)
            paint.icon(painter, theme, tile.icon, 40, ink, middle)
        if tile.badge:
            self._paint_badge(painter, tile.badge, area.topLeft() + QPoint(px(6), px(6)))

    def _paint_badge(self, painter: QPainter, words: str, corner: QPoint) -> None:
        theme, px = self.theme, self.theme.px
        width = theme.metrics("key").horizontalAdvance(words) + px(16)
        pill = QRect(corner.x(), corner.y(), width, px(20))
        paint.box(painter, pill, px(10), PALETTE.bad)
        painter.setFont(theme.font("key", numbers=True))
        paint.text(painter, pill, paint.CENTRE, words, PALETTE.on_accent)

    # -- hands ----------------------------------------------------------------------------------------------------

    def tapped(self, row: int, part: str) -> None:
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, page = len(self._tiles.rows), max(1, self.viewport().height() // self._cell.y()) * self._columns
        moves = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }
        key = Qt.Key(event.key())
        if key in moves and count:
            self.set_current(min(max(self.current + moves[key], 0), count - 1) if self.current >= 0 else 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            event.ignore()
