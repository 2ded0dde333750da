"""Product tiles with virtual scrolling: only what is in sight is drawn, ten thousand tiles cost no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from ui.kit import paint
from ui.kit.grid_view import GridView
from ui.kit.painted_view import Cells
from ui.kit.pictures import Photos, no_photos
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TINTS, State, state_pair


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


class TileGrid(GridView):
    """`chosen(row)` on tap or Enter. Give it any sequence of Tile; a lazy one is read only where it is visible."""

    def __init__(self, theme: Theme) -> None:
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

    # -- drawing --------------------------------------------------------------------------------------------------

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
