"""A wallet will not give the money back: how the customer has it instead, and why; then somebody who may."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.usecases.payouts import WAYS
from ui.chip_row import ChipRow, ReasonChips
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.refunds.model import PayOut, RefundRow


class PayOutSheet(Sheet):
    """`said(PayOut)`; cash is chosen."""

    said = Signal(object)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._words = QLabel()
        self._words.setProperty("tone", "ink2")
        self._words.setWordWrap(True)
        self.ways = ChipRow(theme)
        self.reference = Field(theme, icon="receipt-text", input_method=False)
        self.reason = Field(theme, icon="pencil-line")
        self.keys = Keypad(theme, number=True)
        self.keys.types_into(self.reference)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        self.reasons = ReasonChips(theme, self.reason)
        for widget in (self._words, self.ways, self.reference, self.keys, self.reason, self.reasons):
            self.body.addWidget(widget)
        for below in (self.notice, self.ok):
            self.body.addWidget(below)
        self.ways.chosen.connect(self._show_needed)
        self.reference.returnPressed.connect(self.reason.setFocus)
        self.reason.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, row: RefundRow) -> None:
        """Open for what is owed."""
        self.set_title(self.tr("Pay {0} out in another way").format(row.amount))
        words = self.tr("{0} will not give it back: {1}. Give it to the customer now, once; head office sees it.")
        self._words.setText(words.format(row.wallet, row.why or "…"))
        names = {"cash": self.tr("Cash"), "card": self.tr("Card"), "wallet_outside": self.tr("Wallet, outside")}
        self.ways.set_words([names[way] for way in WAYS], 0)
        self.reference.set_name(self.tr("Number on that slip"))
        self.reason.set_name(self.tr("Why, and to whom?"))
        self.ok.set_label(self.tr("It is paid out"))
        for field in (self.reference, self.reason):
            field.clear()
        self.reasons.set_reasons(self.tr("Customer came back"), self.tr("Customer waits"), self.tr("Account closed"))
        for number in (self.reference, self.keys):
            number.hide()
        self.notice.clear()
        self.open(self.reason)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 8)

    def _show_needed(self) -> None:
        by_slip = WAYS[max(0, self.ways.checked)] != "cash"
        for number in (self.reference, self.keys):
            number.setVisible(by_slip)
        (self.reference if by_slip else self.reason).setFocus()
        self.place()

    def _enter(self) -> None:
        self.said.emit(PayOut(WAYS[max(0, self.ways.checked)], self.reference.text(), self.reason.text()))
