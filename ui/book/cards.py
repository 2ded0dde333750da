"""Clients as cards: initial, tier, last purchase, what is next; marked one by one, in a stretch, or all that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from ui.kit import paint
from ui.kit.grid_view import GridView
from ui.kit.painted_view import Cells, Spot
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TINTS, State, state_pair

MARK = "mark"
_SIDE = 44


@dataclass(frozen=True, slots=True)
class ClientCard:
    """One client, ready to be drawn. `whose`: in whose book; `next`: what is to be done next."""

    key: str
    name: str
    digits: str = ""
    tier: str = ""
    last: str = ""
    next: str = ""
    next_state: State = "neutral"
    whose: str = ""
    marked: str = ""
    """The word for being marked, where it is."""

    def words(self) -> str:
        told = (self.marked, self.name, self.digits, self.tier, self.last, self.next, self.whose)
        return ", ".join(w for w in told if w)


class ClientCards(GridView):
    """`chosen(row)` on Enter or a tap on a card; `marks(row, to)` where those from `row` to `to` are to be marked, or
    one turned over: a tap on the initial, Space, Shift with the arrows."""

    wide, high = 236, 96
    marks = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        self._cards: Cells[ClientCard] = Cells(ClientCard.words)
        super().__init__(theme, self._cards)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Clients"))

    @property
    def cards(self) -> Sequence[ClientCard]:
        return self._cards.rows

    def set_cards(self, cards: Sequence[ClientCard]) -> None:
        """Other cards; where they are the same clients one stays where one was."""
        same = [card.key for card in cards] == [card.key for card in self._cards.rows]
        current, at = self.current, self.verticalScrollBar().value()
        self._cards.beginResetModel()
        self._cards.rows = list(cards)
        self._cards.endResetModel()
        self.current = -1
        self.measure()
        self.verticalScrollBar().setValue(at if same else 0)
        self.set_current(current if same else (0 if cards else -1))

    # -- drawing --------------------------------------------------------------------------------------------------

    def paint_cell(self, painter: QPainter, row: int, area: QRect) -> None:
        card, px = self._cards.rows[row], self.theme.px
        pressed = self.finger is not None and self.finger[0] == row
        fill = PALETTE.accent_soft if pressed or card.marked else PALETTE.surface
        paint.box(painter, area, px(RADIUS["card"]), fill, PALETTE.accent if card.marked else PALETTE.line)
        self._paint_initial(painter, card, self._round(area))
        inner = area.adjusted(px(12 + _SIDE + 10), px(8), -px(12), -px(8))
        name = f"{card.name}  {card.digits}" if card.digits else card.name
        tier = self.theme.metrics("key").horizontalAdvance(card.tier) + px(8) if card.tier else 0
        lines = (
            (name, "name", PALETTE.ink, inner.width() - tier),
            (card.last, "meta", PALETTE.ink2, inner.width()),
            (card.next, "meta", state_pair(card.next_state)[0], inner.width()),
            (card.whose, "meta", PALETTE.ink3, inner.width()),
        )
        y = inner.top()
        for words, kind, ink, width in lines:
            height = px(24 if kind == "name" else 18)
            if words:
                painter.setFont(self.theme.font(kind, numbers=True))
                fitting = self.theme.metrics(kind, numbers=True).elidedText(words, Qt.TextElideMode.ElideRight, width)
                paint.text(painter, QRect(inner.left(), y, width, height), paint.LEFT, fitting, ink)
                y += height
        if card.tier:
            painter.setFont(self.theme.font("key"))
            tiered = QRect(inner.right() - tier, inner.top(), tier, px(24))
            paint.text(painter, tiered, paint.RIGHT, card.tier, PALETTE.warn)
        if row == self.current and self.hasFocus():
            paint.focus_ring(painter, area, px(RADIUS["card"]))

    def _round(self, area: QRect) -> QRect:
        px = self.theme.px
        return QRect(area.left() + px(12), area.top() + px(12), px(_SIDE), px(_SIDE))

    def _paint_initial(self, painter: QPainter, card: ClientCard, place: QRect) -> None:
        _, tint, ink = TINTS[sum(map(ord, card.key)) % len(TINTS)]
        side, theme = place.width(), self.theme
        if card.marked:
            paint.box(painter, place, side // 2, PALETTE.accent)
            paint.icon(painter, theme, "circle-check", 24, PALETTE.on_accent, place.center().toPointF())
            return
        paint.box(painter, place, side // 2, tint)
        painter.setFont(theme.font("panel"))
        paint.text(painter, place, paint.CENTRE, card.name[:1], ink)

    # -- hands ----------------------------------------------------------------------------------------------------

    def spot_at(self, point: QPoint) -> Spot | None:
        """The initial marks, the rest opens."""
        spot = super().spot_at(point)
        if spot is None:
            return None
        edge = self._round(self.visible_area(spot[0])).right() + self.theme.px(8)
        return (spot[0], MARK) if point.x() <= edge else spot

    def tapped(self, row: int, part: str) -> None:
        self.set_current(row)
        if part == MARK:
            self.marks.emit(row, row)
        else:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, before = Qt.Key(event.key()), self.current
        if key == Qt.Key.Key_Space and before >= 0:
            self.marks.emit(before, before)
            return
        super().keyPressEvent(event)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and key in self.moves() and before >= 0 and self.current != before:
            self.marks.emit(before, self.current)
