"""Principal of stored value back to its member: how much, what releases it, why; a manager, then cash or the wallet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.sale import Sale
from posapp.domain.staff import Staff
from posapp.domain.topup import BACK_REASONS
from posapp.usecases.topups import BackOffer, BackWish
from ui.approval import NEEDS_SECOND, amount_of
from ui.chip_row import ReasonChips
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.newest import Newest
from ui.screen import Place
from ui.texts import money, refusal


class BackSheet(Sheet):
    """`given(Sale)` when it is committed: the money may be handed over."""

    given = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=600)
        theme = place.theme
        self._from, self._member, self._called, self._asking = place, "", "", False
        self._asked = Newest()
        self.closed.connect(self._leave)
        self._who, self._hint = QLabel(), QLabel()
        self._who.setProperty("type", "strong")
        self._who.setWordWrap(True)
        self._hint.setProperty("tone", "ink2")
        self._hint.setWordWrap(True)
        self.amount = Field(theme, size="amount", numbers=True, input_method=False)
        self.code = Field(theme, icon="lock", input_method=False)
        self.send = Button(theme, height=44)
        self.of = Field(theme, icon="receipt-text", input_method=False)
        self.slip = Field(theme, icon="receipt-text", input_method=False)
        self.reason = Field(theme, icon="pencil-line")
        self.reasons, self.notice = ReasonChips(theme, self.reason), Notice(theme)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self._fields = (self.amount, self.code, self.of, self.slip, self.reason)
        fields = (self.amount, self.code, self.send, self.of, self.slip, self.reason)
        for widget in (self._who, self._hint, *fields, self.reasons, self.notice, self.ok):
            self.body.addWidget(widget)
        for field, following in zip(self._fields, self._fields[1:], strict=False):
            field.returnPressed.connect(following.setFocus)
        self.reason.returnPressed.connect(self._enter)
        self.of.textChanged.connect(lambda text: self.slip.setVisible(bool(text.strip())))
        self.ok.clicked.connect(self._enter)
        self.send.clicked.connect(self._send_code)

    def ask(self, member: str, called: str) -> None:
        """Of this member; `called` is how the page shows them."""
        self._leave()
        self._member, self._called = member, called
        for field in self._fields:
            field.clear()
        self.notice.clear()
        self._show()

    def _leave(self) -> None:
        """What is being asked is not wanted any more: its answer gives nothing back."""
        self._asked.forget()
        self._asking = False

    def _show(self) -> None:
        store, zh = self._from.app.desk.store, self._from.languages.language == "zh"
        self.set_title(self.tr("Give stored value back"))
        self._who.setText(self._called)
        self._hint.setText(
            self.tr(
                "Only what was paid in goes back; of the bonus its share is taken away. The customer's code or PIN "
                "releases it, a manager allows it."
            )
        )
        self.amount.set_name(self.tr("Principal in {0}").format(store.currency.code))
        self.code.set_name(self.tr("Member's live code or PIN"))
        self.of.set_name(self.tr("Number of the top-up, to give it back as it was paid; empty: cash"))
        self.slip.set_name(self.tr("Number of the refund's slip"))
        self.reason.set_name(self.tr("Why? Choose below or type"))
        self.reasons.set_reasons(*(pair[0 if zh else 1] for pair in BACK_REASONS))
        self.slip.setVisible(bool(self.of.text().strip()))
        self.send.set_label(self.tr("Send a code to the member's telephone"))
        self.ok.set_label(self.tr("Give back"))
        self.ok.setEnabled(not self._asking)
        self.open(self.amount)

    def _enter(self) -> None:
        self._begin(None)

    def _send_code(self) -> None:
        if self._asking:
            return
        self._asking = True
        wallets, ask = self._from.app.wallets, self._from.controls.ask_purse
        wish = wallets.code_for(self._member)
        self.notice.say("neutral", self.tr("Asking head office…"), 20)
        self._from.tasks.ask(
            lambda: wallets.send_code(wish, ask), self._asked.still(self._sent), self._asked.still(self._said_no)
        )

    def _sent(self, to: str) -> None:
        self._asking = False
        self.notice.say("neutral", self.tr("A code went to {0}. Type what the customer reads out.").format(to), 20)
        self.code.setFocus()

    def _begin(self, approver: Staff | None) -> None:
        app, typed = self._from.app, (self.reason.text(), self.of.text().strip(), self.slip.text())
        if self._asking:
            return
        self._asking = True

        def wish() -> BackWish:
            amount = parse_amount(self.amount.text(), app.desk.store.currency.digits)
            return app.topups.back_wish(BackWish(self._member, amount, self.code.text(), *typed), approver)

        self._from.tasks.run(wish, self._asked.still(partial(self._ask, approver)), self._asked.still(self._said_no))

    def _ask(self, approver: Staff | None, wish: BackWish) -> None:
        self.ok.setEnabled(False)
        self.notice.say("neutral", self.tr("Asking head office…"), 20)
        topups, ask = self._from.app.topups, self._from.controls.ask_purse
        offer = partial(topups.back_offer, wish, ask, approver)
        give = self._asked.still(partial(self._give, approver), self._let_go)
        self._from.tasks.ask(offer, give, self._asked.still(self._said_no))

    def _let_go(self, offer: BackOffer) -> None:
        """Head office kept it for nothing."""
        free = partial(self._from.app.wallets.let_go, offer.release, self._from.controls.ask_purse)
        self._from.tasks.ask(free, lambda _none: None, lambda _no: None)

    def _give(self, approver: Staff | None, offer: BackOffer) -> None:
        give = partial(self._from.app.topups.give_back, offer, approver)
        given = partial(self._given, self._asked.still(lambda _paid: self._close()))
        self._from.tasks.run(give, given, self._asked.still(self._said_no))

    def _given(self, close: Callable[[Sale], None], paid: Sale) -> None:
        close(paid)
        self.given.emit(paid)

    def _close(self) -> None:
        self._asking = False
        self.close_sheet()

    def words(self, paid: Sale) -> str:
        """What was done."""
        currency = self._from.app.desk.store.currency
        amount, bonus = -sum(t.amount for t in paid.tenders), -(paid.topup.bonus if paid.topup is not None else 0)
        told = self.tr("{0}: give {1} to the customer; {2} bonus is taken away")
        return told.format(paid.receipt, money(amount, currency), money(bonus, currency))

    def _said_no(self, no: Refused) -> None:
        self._asking = False
        self.ok.setEnabled(True)
        self._from.sounds.play("refused")
        if no.code in NEEDS_SECOND and no.facts.get("act") == "topup_refund":
            self._from.second(
                "topup_refund", f"{self.amount.text()} · {self.reason.text()}", self._begin, amount_of(no)
            )
            return
        if not self.isVisible():
            self._show()
        self.notice.say("bad", refusal(no, self._from.languages.language), 10)
        wanted = {"reason_missing": self.reason, "topup_unknown": self.of, "card_reference_missing": self.slip}
        code = self.code if no.code.startswith(("release", "live_code", "pin_", "one_time")) else self.amount
        wanted.get(no.code, code).setFocus()
