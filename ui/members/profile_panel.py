"""One member in one look: who, their figures, what they bought, what is known of them, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import paint
from ui.kit.action_keys import ActionKeys
from ui.kit.buttons import PrimaryButton
from ui.kit.scrolling import ScrollPlace
from ui.kit.status import StatusPill
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE
from ui.members.figure_strip import FigureStrip
from ui.members.known_row import KnownRow
from ui.members.touches import TouchPanel

ORDERS: Final = "orders"
CONSENT: Final = "consent"
FOLLOW_UP: Final = "follow_up"
BOOK: Final = "book"
ICONS: Final = {
    ORDERS: "package",
    "own": "shirt",
    "note": "pencil-line",
    "wish": "gift",
    "date": "flower-2",
    "tag": "tag",
    CONSENT: "mail",
    FOLLOW_UP: "smartphone",
    BOOK: "book",
}
"""What is known, in the order in which it stands."""


class Initial(QWidget):
    """The first sign of the name in a round field, as on the register."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._sign = theme, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, sign: str) -> None:
        """Another one."""
        self._sign = sign
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(44), self._theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self), QRect(0, 0, self._theme.px(44), self._theme.px(44))
        paint.box(painter, area, area.height() / 2, PALETTE.accent)
        if self._sign:
            painter.setFont(self._theme.font("panel"))
            paint.text(painter, area, paint.CENTRE, self._sign, PALETTE.on_accent)
        else:
            middle = QPointF(area.width() / 2, area.height() / 2)
            paint.icon(painter, self._theme, "user-round", 22, PALETTE.on_accent, middle)
        painter.end()


class ProfilePanel(QFrame):
    """Widgets only; the page says what they show."""

    def __init__(self, theme: Theme, acts: Mapping[str, QAction], everything: QAction) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.initial, self.title, self.line, self.clash = Initial(theme), QLabel(), QLabel(), QLabel()
        self.title.setProperty("type", "page")
        self.line.setProperty("tone", "ink2")
        self.line.setWordWrap(True)
        self.clash.setProperty("tone", "bad")
        self.clash.setWordWrap(True)
        self.tier, self.birthday = StatusPill(theme), StatusPill(theme)
        for pill in (self.tier, self.birthday):
            pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.figures, self.touched = FigureStrip(theme), TouchPanel(theme)
        self.touched.follow(everything)
        self.known = {name: KnownRow(theme, icon, acts[name]) for name, icon in ICONS.items()}
        self.keys, self.main = ActionKeys(theme), PrimaryButton(theme, icon="shopping-bag", key="F12")
        self.rows = ScrollPlace()
        self.rows.setMinimumHeight(1)
        self._lay(theme)

    def _lay(self, theme: Theme) -> None:
        head, named, words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        theme.space(head, (0, 0, 0, 0), 12)
        theme.space(named, (0, 0, 0, 0), 8)
        theme.space(words, (0, 0, 0, 0), 0)
        named.addWidget(self.title)
        named.addWidget(self.tier)
        named.addWidget(self.birthday)
        named.addStretch(1)
        words.addLayout(named)
        words.addWidget(self.line)
        head.addWidget(self.initial)
        head.addLayout(words, 1)
        inside, body = QWidget(), QHBoxLayout()
        rows = QVBoxLayout(inside)
        theme.space(rows, (0, 0, 0, 0), 0)
        for row in self.known.values():
            rows.addWidget(row, 100)
        rows.addStretch(1)
        self.rows.setWidget(inside)
        theme.space(body, (0, 0, 0, 0), 20)
        body.addWidget(self.touched, 54)
        body.addWidget(self.rows, 46)
        column = QVBoxLayout(self)
        theme.space(column, (18, 12, 18, 14), 8)
        column.addLayout(head)
        column.addWidget(self.clash)
        column.addWidget(self.figures)
        column.addLayout(body, 1)
        column.addLayout(self.keys)
        column.addWidget(self.main)

    def show_somebody(self, there: bool) -> None:
        """Nobody in sight: only the words that ask for one."""
        for widget in (self.initial, self.line, self.tier, self.figures, self.touched, self.rows, self.main):
            widget.setVisible(there)
        if not there:
            self.clash.hide()
            self.birthday.hide()
            self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
