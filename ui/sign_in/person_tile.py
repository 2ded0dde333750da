"""A person of the shop to choose from: initial, name, role."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit import paint
from ui.kit.buttons import PaintedButton
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS


def initial(name: str) -> str:
    """The sign that tells people apart at a glance: the first letter, in Chinese the last sign of the given name."""
    return name[-1:] if name[-1:] > "\u2e80" else name[:1].upper()


class PersonTile(PaintedButton):
    """Checkable; the checked one signs in."""

    def __init__(self, theme: Theme, name: str, role: str) -> None:
        self._role = role
        super().__init__(theme, name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(role)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        return QSize(max(px(150), px(72) + self.theme.metrics("strong").horizontalAdvance(self.label)), px(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self.theme, self.theme.px, self.rect()
        chosen = self.isChecked()
        fill = PALETTE.accent_soft if chosen or self.isDown() else PALETTE.sunken if self.hovered else PALETTE.surface
        painter = QPainter(self)
        radius = px(RADIUS["field"])
        paint.box(painter, area, radius, fill, PALETTE.accent if chosen else PALETTE.outline, 2 if chosen else 1)
        side = px(36)
        circle = QRect(area.left() + px(12), area.top() + (area.height() - side) // 2, side, side)
        paint.box(painter, circle, side / 2, PALETTE.accent if chosen else PALETTE.neutral_tint)
        painter.setFont(theme.font("line"))
        paint.text(painter, circle, paint.CENTRE, initial(self.label), PALETTE.on_accent if chosen else PALETTE.ink2)
        words = area.adjusted(px(58), px(8), -px(10), -px(8))
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(theme.font("strong"))
        half = words.height() // 2
        name = theme.metrics("strong").elidedText(self.label, elide, words.width())
        paint.text(painter, QRect(words.left(), words.top(), words.width(), half), paint.LEFT, name, PALETTE.ink)
        painter.setFont(theme.font("meta"))
        role = theme.metrics("meta").elidedText(self._role, elide, words.width())
        lower = QRect(words.left(), words.top() + half, words.width(), half)
        paint.text(painter, lower, paint.LEFT, role, PALETTE.ink2)
        if self.hasFocus():
            paint.focus_ring(painter, area, radius)
        painter.end()
