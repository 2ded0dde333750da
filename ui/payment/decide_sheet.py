"""A person decides what became of a payment or a refund: what the provider's own paper says, its number, and in what
words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from ui.chip_row import ReasonChips
from ui.kit.buttons import Button, Chip
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme


class DecideSheet(Sheet):
    """`decided(paid, reference, reason)`; neither answer is preset."""

    decided = Signal(bool, str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.paid, self.not_paid = Chip(theme), Chip(theme)
        self._ways, row = QButtonGroup(self), QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        for chip in (self.paid, self.not_paid):
            self._ways.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        self.reference, self.reason = Field(theme, input_method=False), Field(theme)
        self.notice = Notice(theme)
        self.keys = Keypad(theme, number=True)
        self.keys.types_into(self.reference)
        self.ok = Button(theme, kind="accent", height=52)
        self.body.addWidget(self._words)
        self.body.addLayout(row)
        self.reasons = ReasonChips(theme, self.reason)
        for widget in (self.reference, self.keys, self.reason, self.reasons, self.notice, self.ok):
            self.body.addWidget(widget)
        self._ways.buttonClicked.connect(self._show_needed)
        self.reference.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, amount: str, provider: str, *, reversing: bool) -> None:
        """Open, with nothing chosen."""
        self.set_title(self.tr("What became of {0}?").format(amount))
        terminal = provider == "terminal"
        by_slip = self.tr("Go by the terminal's own slip or list. Head office compares it with the bill.")
        by_bill = self.tr(
            "Go by the payment on the customer's telephone. Head office compares it with the wallet's bill."
        )
        self._words.setText(by_slip if terminal else by_bill)
        self.paid.set_label(self.tr("The money is still taken") if reversing else self.tr("The customer has paid"))
        self.not_paid.set_label(self.tr("The money is back") if reversing else self.tr("Nothing was paid"))
        self.reference.set_name(self.tr("Number on the slip") if terminal else self.tr("Number of the payment"))
        self.reason.set_name(self.tr("How do you know?"))
        self.reasons.set_reasons(
            self.tr("The terminal's slip") if terminal else self.tr("The customer's telephone"),
            self.tr("The list of payments"),
        )
        self._open()

    def ask_refund(self, amount: str, wallet: str) -> None:
        """The same of money that was to go back to a wallet."""
        self.set_title(self.tr("Did {0} go back?").format(amount))
        words = self.tr(
            "Go by the bill of {0}. What did not go back can be paid out then. Head office compares it with the bill."
        )
        self._words.setText(words.format(wallet))
        self.paid.set_label(self.tr("It went back"))
        self.not_paid.set_label(self.tr("Nothing went back"))
        self.reference.set_name(self.tr("Number of the refund on the bill"))
        self.reason.set_name(self.tr("How do you know? Which day's bill?"))
        self.reasons.set_reasons(self.tr("Today's bill"), self.tr("Yesterday's bill"))
        self._open()

    def _open(self) -> None:
        self.ok.set_label(self.tr("Decide"))
        self._ways.setExclusive(False)
        for chip in (self.paid, self.not_paid):
            chip.setChecked(False)
        self._ways.setExclusive(True)
        self.reference.clear()
        self.reason.clear()
        self.notice.clear()
        self._show_needed()
        self.open(self.paid)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 8)

    def _show_needed(self) -> None:
        for number in (self.reference, self.keys):
            number.setVisible(self.paid.isChecked())
        if self.paid.isChecked():
            self.reference.setFocus()
        elif self.not_paid.isChecked():
            self.reason.setFocus()
        self.place()

    def _enter(self) -> None:
        if not (self.paid.isChecked() or self.not_paid.isChecked()):
            self.wrong(self.tr("Choose what became of it"))
            return
        self.decided.emit(self.paid.isChecked(), self.reference.text(), self.reason.text())
