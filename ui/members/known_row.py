"""What is known of a member, as a row that leads to where it is changed: what it is, what is known, the key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit import paint
from ui.kit.buttons import PaintedButton
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, State, state_pair

HEIGHT: Final = 46
HIGHEST: Final = 62
"""With so much room what is known may take two lines."""


class KnownRow(PaintedButton):
    """Follows the action that changes it; `say` what is known."""

    def __init__(self, theme: Theme, icon: str, action: QAction) -> None:
        self._value = ""
        self._state: State = "neutral"
        super().__init__(theme, icon=icon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.fit(self, lambda row: row.setMaximumHeight(theme.px(HIGHEST)))
        self.follow(action)

    @property
    def value(self) -> str:
        """What it says."""
        return self._value

    def say(self, value: str, state: State = "neutral") -> None:
        """Other words; nothing is a dash."""
        if (value, state) != (self._value, self._state):
            self._value, self._state = value, state
            self.setAccessibleName(self.spoken())
            self.setToolTip(value)
            self.update()

    def spoken(self) -> str:
        return f"{self.label}: {self._value or '—'}"

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self.theme, self.theme.px, self.rect()
        painter = QPainter(self)
        if self.isDown() or self.hovered:
            paint.box(painter, area, px(RADIUS["button"]), PALETTE.line if self.isDown() else PALETTE.sunken)
        painter.fillRect(QRect(0, area.bottom(), area.width(), 1), PALETTE.line)
        ink, tint = state_pair(self._state)
        plain = self._state == "neutral"
        middle = QPointF(px(16), area.height() / 2)
        if not plain:
            square = QRect(0, (area.height() - px(32)) // 2, px(32), px(32))
            paint.box(painter, square, px(RADIUS["button"]), tint)
        paint.icon(painter, theme, self.icon_name, 18, PALETTE.ink3 if plain else ink, middle)
        right = area.width() - px(4)
        if self.key:
            paint.key_hint(painter, theme, self.key, right, area, PALETTE.neutral_tint, PALETTE.ink2)
            right -= paint.key_width(theme, self.key) + px(6)
        words = QRect(px(40), 0, right - px(40), area.height())
        self._line(painter, QRect(words.left(), px(4), words.width(), px(17)), "meta", self.label, PALETTE.ink3)
        value = (self._value, PALETTE.ink if plain else ink) if self._value else ("—", PALETTE.ink3)
        self._value_lines(painter, words.adjusted(0, px(20), 0, -px(4)), *value)
        if self.hasFocus():
            paint.focus_ring(painter, area, px(RADIUS["button"]))
        painter.end()

    def _value_lines(self, painter: QPainter, area: QRect, words: str, ink: str) -> None:
        """On one line, or on two where there is room."""
        high = self.theme.px(18)
        lines = paint.broken(words, self.theme.font("strong", numbers=True), area.width())
        most = max(1, area.height() // high)
        shown = [*lines[: most - 1], "".join(lines[most - 1 :])] if len(lines) > most else lines
        high = high if len(shown) > 1 else area.height()
        for number, line in enumerate(shown):
            self._line(painter, QRect(area.left(), area.top() + number * high, area.width(), high), "strong", line, ink)

    def _line(self, painter: QPainter, area: QRect, font: str, words: str, ink: str) -> None:
        painter.setFont(self.theme.font(font, numbers=True))
        metrics = self.theme.metrics(font, numbers=True)
        paint.text(painter, area, paint.LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()), ink)
