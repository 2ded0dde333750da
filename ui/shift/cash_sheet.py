"""Cash that goes into the drawer or out of it apart from sales: what it is, how much, why; by keys or by finger."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from posapp.domain.cash import REASONS, CashMove, MoveKind
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.staff import Staff
from posapp.usecases.cash import ACTS
from ui.approval import Approval
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place
from ui.texts import refusal

BEYOND = ("not_permitted", "amount_beyond")
"""A second person settles these."""


class CashSheet(Sheet):
    """`moved(CashMove)` when it is on disk; the drawer opens and a slip prints."""

    moved = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=760)
        theme = place.theme
        self._from = place
        self._kind: MoveKind = "paid_in"
        self._asked = 0
        self.receipt = Field(theme, icon="receipt-text", input_method=False)
        self.amount = Field(theme, size="amount", numbers=True, input_method=False)
        self.usual = ChipRow(theme)
        self.reason = Field(theme, icon="pencil-line")
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self.keypad = Keypad(theme, point=place.app.desk.store.currency.digits > 0)
        self.keypad.types_into(self.amount)
        halves, left = QHBoxLayout(), QVBoxLayout()
        theme.space(halves, (0, 0, 0, 0), 20)
        theme.space(left, (0, 0, 0, 0), 10)
        for widget in (self.receipt, self.amount, self.usual, self.reason, self.notice):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self.ok)
        halves.addLayout(left, 6)
        halves.addWidget(self.keypad, 5)
        self.body.addLayout(halves, 1)
        self.approval = Approval(place)
        self.receipt.returnPressed.connect(self.amount.setFocus)
        self.amount.returnPressed.connect(self._to_reason)
        self.reason.returnPressed.connect(self._enter)
        self.usual.chosen.connect(self._choose)
        self.ok.clicked.connect(self._enter)

    def title_of(self, kind: MoveKind) -> str:
        """What is done."""
        words: dict[MoveKind, str] = {
            "paid_in": self.tr("Put cash in"),
            "paid_out": self.tr("Take cash out"),
            "safe_drop": self.tr("Drop cash into the safe"),
            "bank_drop": self.tr("Bring cash to the bank"),
            "refund": self.tr("Give cash back for a receipt"),
        }
        return words[kind]

    def ask(self, kind: MoveKind) -> None:
        """Open it, empty."""
        self._kind = kind
        for field in (self.receipt, self.amount, self.reason):
            field.clear()
        self.notice.clear()
        self._show()

    def _show(self) -> None:
        """As it was left: a second person has been asked in its place."""
        code = self._from.app.desk.store.currency.code
        self.set_title(self.title_of(self._kind))
        self.receipt.setVisible(self._kind == "refund")
        self.receipt.set_name(self.tr("Receipt number"))
        self.amount.set_name(self.tr("Amount in {0}").format(code))
        self.reason.set_name(self.tr("Why? Choose above or type"))
        self.usual.set_words(self._reasons(), -1)
        self.ok.set_label(self.tr("Open the drawer and print the slip"))
        self.open(self.receipt if self._kind == "refund" else self.amount)

    def _reasons(self) -> list[str]:
        zh = self._from.languages.language == "zh"
        return [pair[0 if zh else 1] for pair in REASONS[self._kind]]

    def _choose(self, number: int) -> None:
        self.reason.setText(self._reasons()[number])
        (self.ok if self.amount.text() else self.amount).setFocus()

    def _to_reason(self) -> None:
        if self.reason.text():
            self._enter()
        else:
            self.reason.setFocus()

    def _enter(self) -> None:
        self._move(None)

    def _move(self, approver: Staff | None) -> None:
        app = self._from.app
        try:
            self._asked = parse_amount(self.amount.text(), app.desk.store.currency.digits)
            move = app.cash.move(self._kind, self._asked, self.reason.text(), approver, self.receipt.text())
        except Refused as no:
            self._said_no(no)
        else:
            self._done(move)

    def _done(self, move: CashMove) -> None:
        self.close_sheet()
        self.moved.emit(move)

    def _said_no(self, no: Refused) -> None:
        self._from.sounds.play("refused")
        words = refusal(no, self._from.languages.language)
        if no.code in BEYOND:
            what = f"{self.amount.text()} · {self.reason.text()}"
            self.approval.ask_for(ACTS[self._kind], what, self._move, amount=self._asked)
            return
        if not self.isVisible():
            self._show()
        self.notice.say("bad", words, 8)
        (self.reason if no.code == "reason_missing" else self.amount).setFocus()
