"""The right side of the register: last scan, the basket's lines, the keys for them, what is to be paid."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.checkout.figures import LastStrip, TotalsStrip
from ui.checkout.key_row import KeyRow
from ui.chip_row import ChipRow
from ui.kit.buttons import PrimaryButton
from ui.kit.cart_list import CartList
from ui.kit.theme import Theme

ROW = 50


class BasketPanel(QFrame):
    """Only widgets; the screen says what they do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "panel")
        self.last = LastStrip(theme)
        self.customer = ChipRow(theme)
        self.customer.hide()
        self.list = CartList(theme, row_height=ROW)
        self.keys = KeyRow(theme)
        self.totals = TotalsStrip(theme)
        self.pay = PrimaryButton(theme, icon="wallet")
        self.pay.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # what it says is never cut
        self._column = column = QVBoxLayout(self)
        theme.space(column, (12, 8, 12, 10), 8)
        foot = QHBoxLayout()
        theme.space(foot, (0, 0, 0, 0), 12)
        foot.addWidget(self.totals, 6)
        foot.addWidget(self.pay, 4)
        column.addWidget(self.last)
        column.addWidget(self.customer)
        column.addWidget(self.list, 1)
        column.addWidget(self.keys)
        column.addLayout(foot)

    def add_below_customer(self, widget: QWidget) -> None:
        """Something about who buys."""
        self._column.insertWidget(self._column.indexOf(self.customer) + 1, widget)

    def add_above_pay(self, widget: QWidget) -> None:
        """Something that must be seen before money is taken."""
        self._column.insertWidget(self._column.count() - 1, widget)
