"""The right side of the register: last scan, the basket's lines, the keys for them, what is to be paid."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.checkout.figures import LastStrip, TotalsStrip
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.cart_list import CartList
from ui.kit.theme import Theme

ROW = 50


class BasketPanel(QFrame):
    """Only widgets; the screen says what they do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "panel")
        self.last = LastStrip(theme)
        self.list = CartList(theme, row_height=ROW)
        self.totals = TotalsStrip(theme)
        self.pay = PrimaryButton(theme, icon="wallet")
        self._keys = QHBoxLayout()
        column = QVBoxLayout(self)
        theme.space(column, (14, 8, 14, 10), 8)
        theme.space(self._keys, (0, 0, 0, 0), 8)
        foot = QHBoxLayout()
        theme.space(foot, (0, 0, 0, 0), 12)
        foot.addWidget(self.totals, 5)
        foot.addWidget(self.pay, 4)
        column.addWidget(self.last)
        column.addWidget(self.list, 1)
        column.addLayout(self._keys)
        column.addLayout(foot)

    def add_key(self, action: QAction, icon: str, *, danger: bool = False, apart: bool = False) -> None:
        """A key under the list; `apart` keeps it away from the others."""
        button = Button(self._theme, icon=icon, kind="danger" if danger else "plain")
        button.follow(action)
        if apart:
            self._keys.addStretch(1)
        self._keys.addWidget(button)
