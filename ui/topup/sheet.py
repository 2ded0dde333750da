"""Money onto a member's stored value, or a gift card: how much, what is given with it, then the payment page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.errors import Refused
from posapp.domain.money import format_amount, parse_amount
from posapp.domain.staff import Staff
from posapp.domain.topup import TopUp, TopUpPurse, bonus_for
from ui.approval import NEEDS_SECOND, amount_of
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.newest import Newest
from ui.screen import Place
from ui.texts import money, refusal

USUAL = (100, 200, 500, 1000)
"""What people put in, in whole units of the currency."""


class TopUpSheet(Sheet):
    """`back_wanted`: money shall go out instead. The hub is asked before any money is taken."""

    back_wanted = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=760)
        theme = place.theme
        self._from = place
        self._member, self._called, self._asking = "", "", False
        self._asked = Newest()
        self.closed.connect(self._leave)
        self.who, self.gives = QLabel(), QLabel()
        self.who.setProperty("type", "strong")
        self.who.setWordWrap(True)
        self.gives.setProperty("tone", "ink2")
        self.gives.setWordWrap(True)
        self.number = Field(theme, icon="gift", input_method=False)
        self.amount = Field(theme, size="amount", numbers=True, input_method=False)
        self.usual, self.notice = ChipRow(theme), Notice(theme)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self.back = Button(theme, icon="undo-2", height=48)
        self.keypad = Keypad(theme, point=place.app.desk.store.currency.digits > 0)
        self.keypad.types_into(self.amount)
        halves, left = QHBoxLayout(), QVBoxLayout()
        theme.space(halves, (0, 0, 0, 0), 20)
        theme.space(left, (0, 0, 0, 0), 10)
        for widget in (self.who, self.number, self.amount, self.usual, self.gives, self.notice):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self.back)
        left.addWidget(self.ok)
        halves.addLayout(left, 6)
        halves.addWidget(self.keypad, 5)
        self.body.addLayout(halves, 1)
        self.number.returnPressed.connect(self.amount.setFocus)
        self.amount.returnPressed.connect(self._enter)
        self.amount.textChanged.connect(self._say_gives)
        self.usual.chosen.connect(self._choose)
        self.ok.clicked.connect(self._enter)
        self.back.clicked.connect(self._to_back)

    # -- opening --------------------------------------------------------------------------------------------------

    def ask_member(self, member: str, called: str) -> None:
        """Onto a member's stored value; `called` is how the page shows them."""
        self._open(member, called)

    def ask_card(self) -> None:
        """Onto a gift card."""
        self._open("", "")

    def _open(self, member: str, called: str) -> None:
        self._leave()
        self._member, self._called = member, called
        for field in (self.number, self.amount):
            field.clear()
        self.notice.clear()
        self._show()

    def _leave(self) -> None:
        """What is being asked is not wanted any more: its answer opens no payment."""
        self._asked.forget()
        self._asking = False

    def _show(self) -> None:
        store, member = self._from.app.desk.store, bool(self._member)
        self.set_title(self.tr("Top up stored value") if member else self.tr("Top up a gift card"))
        self.who.setText(self._called)
        self.who.setVisible(member)
        self.number.setVisible(not member)
        self.number.set_name(self.tr("Number of the gift card"))
        self.amount.set_name(self.tr("Amount in {0}").format(store.currency.code))
        self.usual.set_words([self._offer(whole) for whole in USUAL], -1)
        self.back.set_label(self.tr("Give stored value back"))
        self.back.setVisible(member)
        self.ok.set_label(self.tr("To the payment"))
        self.ok.setEnabled(not self._asking)
        self._say_gives()
        self.open(self.amount if member else self.number)

    @property
    def _purse(self) -> TopUpPurse:
        return "stored_value" if self._member else "gift_card"

    def _offer(self, whole: int) -> str:
        """ "500 +50": with what the shop gives for it."""
        digits = self._from.app.desk.store.currency.digits
        bonus = self._bonus(whole * 10**digits)
        return f"{whole} +{format_amount(bonus, digits).removesuffix('.00')}" if bonus else str(whole)

    def _bonus(self, principal: int) -> int:
        desk = self._from.app.desk
        return bonus_for(desk.store.top_up, self._purse, principal, desk.now_text())

    def _say_gives(self) -> None:
        currency = self._from.app.desk.store.currency
        try:
            principal = parse_amount(self.amount.text(), currency.digits)
        except Refused:
            principal = 0
        bonus = self._bonus(principal) if principal > 0 else 0
        words = self.tr("{0} to pay, {1} bonus: {2} more on the balance")
        told = words.format(money(principal, currency), money(bonus, currency), money(principal + bonus, currency))
        self.gives.setText(told if bonus else self.tr("No bonus is given with this amount.") if principal else "")

    # -- acts -----------------------------------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        digits = self._from.app.desk.store.currency.digits
        self.amount.setText(format_amount(USUAL[number] * 10**digits, digits))
        self.ok.setFocus()

    def _to_back(self) -> None:
        self.close_sheet()
        self.back_wanted.emit()

    def _enter(self) -> None:
        self._begin(None)

    def _begin(self, approver: Staff | None) -> None:
        app = self._from.app
        if self._asking:
            return
        self._asking = True
        account = self._member or self.number.text()
        self._from.tasks.run(
            lambda: app.topups.wish(
                self._purse, account, parse_amount(self.amount.text(), app.desk.store.currency.digits), approver
            ),
            self._asked.still(self._ask),
            self._asked.still(self._said_no),
        )

    def _ask(self, wish: TopUp) -> None:
        self.ok.setEnabled(False)
        self.notice.say("neutral", self.tr("Asking head office…"), 20)
        topups, ask = self._from.app.topups, self._from.controls.ask_balance
        self._from.tasks.ask(
            lambda: topups.offer(wish, ask), self._asked.still(self._lay), self._asked.still(self._said_no)
        )

    def _lay(self, offer: TopUp) -> None:
        self._from.tasks.run(
            partial(self._from.app.topups.lay, offer), lambda _at: self._done(), self._asked.still(self._said_no)
        )

    def _done(self) -> None:
        self._asking = False
        self.close_sheet()
        self._from.go("payment")

    def _said_no(self, no: Refused) -> None:
        self._asking = False
        self.ok.setEnabled(True)
        self._from.sounds.play("refused")
        if no.code in NEEDS_SECOND and no.facts.get("act") == "top_up":
            self._from.second("top_up", self.amount.text(), self._begin, amount_of(no))
            return
        if not self.isVisible():
            self._show()
        self.notice.say("bad", refusal(no, self._from.languages.language), 10)
        (
            self.number if no.code in ("gift_card_missing", "purse_unknown") and not self._member else self.amount
        ).setFocus()
