"""Search results and choices: one painted row a product, with a digit key for the first nine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ui.kit import paint
from ui.kit.painted_view import Cells, PaintedView
from ui.kit.pictures import Photos, no_photos
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TINTS, State, state_pair

ROW: Final = 56
MOVES: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


@dataclass(frozen=True, slots=True)
class Result:
    """One found thing, ready to be drawn."""

    key: str
    name: str
    detail: str = ""
    price: str = ""
    note: str = ""
    note_state: State = "neutral"
    icon: str = "package"
    tint: int = 0
    digit: str = ""

    def words(self) -> str:
        return ", ".join(w for w in (self.digit, self.name, self.detail, self.price, self.note) if w)


class ResultList(PaintedView):
    """`chosen(row)` on tap or Enter. A search field may hand its arrow keys on with `steer`."""

    def __init__(self, theme: Theme, *, row_height: int = ROW) -> None:
        self._results: Cells[Result] = Cells(Result.words)
        self.photos: Photos = no_photos
        """As of tiles."""
        super().__init__(theme, self._results, row_height)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Results"))

    def set_results(self, results: Sequence[Result], current: int = 0) -> None:
        """Show other results; the first is the current one unless said otherwise (-1: none)."""
        self._results.beginResetModel()
        self._results.rows = list(results)
        self._results.endResetModel()
        self.current = -1
        self.verticalScrollBar().setValue(0)
        self.measure()
        self.set_current(current)

    def measure(self) -> None:
        """Where there are more rows than fit they share the height: the last one in sight is whole."""
        super().measure()
        room = self.viewport().height()
        if 0 < self.row_height <= room < len(self._results.rows) * self.row_height:
            self.row_height = room // (room // self.row_height)
            self.updateGeometries()

    @property
    def results(self) -> Sequence[Result]:
        return self._results.rows

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        found, theme, px = self._results.rows[row], self.theme, self.theme.px
        if row == self.current or (self.finger is not None and self.finger[0] == row):
            paint.box(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]), PALETTE.accent_soft)
            if self.hasFocus():
                paint.focus_ring(painter, area.adjusted(0, 0, 0, -1), px(RADIUS["button"]))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), PALETTE.line)
        x = self._paint_head(painter, found, area)
        right = self._paint_price(painter, found, area)
        words = QRect(x, area.top(), right - x - px(8), area.height())
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font("name"))
        upper = words.adjusted(0, px(8), 0, -px(26)) if found.detail else words
        paint.text(
            painter, upper, paint.LEFT, theme.metrics("name").elidedText(found.name, elide, upper.width()), PALETTE.ink
        )
        if found.detail:
            painter.setFont(theme.font("meta", numbers=True))
            detail = theme.metrics("meta", numbers=True).elidedText(found.detail, elide, words.width())
            paint.text(painter, words.adjusted(0, px(30), 0, -px(8)), paint.LEFT, detail, PALETTE.ink3)

    def _paint_head(self, painter: QPainter, found: Result, area: QRect) -> int:
        """Digit key and picture; returns where the words begin."""
        theme, px = self.theme, self.theme.px
        x = area.left() + px(10)
        if found.digit:
            x += px(26)
            paint.key_hint(painter, theme, found.digit, x, area, PALETTE.neutral_tint, PALETTE.ink2)
            x += px(10)
        side = px(40)
        square = QRect(x, area.top() + (area.height() - side) // 2, side, side)
        _, tint, ink = TINTS[found.tint % len(TINTS)]
        paint.box(painter, square, px(RADIUS["button"]), tint)
        if (photo := self.photos(found.key)) is not None:
            paint.photo(painter, photo, square, px(RADIUS["button"]))
        else:
            paint.icon(painter, theme, found.icon, 22, ink, QPointF(x + side / 2, square.top() + side / 2))
        return x + side + px(12)

    def _paint_price(self, painter: QPainter, found: Result, area: QRect) -> int:
        theme, px = self.theme, self.theme.px
        column = area.adjusted(0, 0, -px(12), 0)
        width = theme.metrics("line", numbers=True).horizontalAdvance(found.price)
        upper = column.adjusted(0, px(8), 0, -px(26)) if found.note else column
        painter.setFont(theme.font("line", numbers=True))
        paint.text(painter, upper, paint.RIGHT, found.price, PALETTE.ink)
        if found.note:
            painter.setFont(theme.font("key", numbers=True))
            lower = column.adjusted(0, px(30), 0, -px(8))
            paint.text(painter, lower, paint.RIGHT, found.note, state_pair(found.note_state)[0])
            width = max(width, theme.metrics("key", numbers=True).horizontalAdvance(found.note))
        return column.right() - width

    # -- hands ----------------------------------------------------------------------------------------------------

    def steer(self, event: QKeyEvent) -> bool:
        """Use an arrow or Enter key typed elsewhere (in the search field); tells whether it was used."""
        key, count = Qt.Key(event.key()), len(self._results.rows)
        if key in MOVES and count:
            self.set_current(min(max(self.current + MOVES[key], 0), count - 1))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.chosen.emit(self.current)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.steer(event):
            event.ignore()
