"""The part of the payment page for wallets: the customer's code, money taken elsewhere, and wallets that rest."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.attempt import Answer, Attempt
from posapp.domain.errors import Refused
from posapp.domain.money import format_amount
from posapp.domain.payment_code import WALLETS, digits_of, is_of_goods, provider_name, wallet_of
from posapp.usecases.wallet_health import harmless
from ui.approval import Approval
from ui.payment.attempt_side import AttemptSide
from ui.payment.model import PaymentModel, Taken
from ui.payment.taking_panel import TakingPanel
from ui.screen import Place
from ui.texts import refusal

OUTSIDE: Final = ("outside_needs_second", "outside_used")
"""Refusals of wallet money that was taken elsewhere, which a second person lifts."""


class WalletSide(QObject):
    """A code that was scanned or typed is handed to the one charge and kept nowhere. `no(words)`: it pays nothing."""

    no = Signal(str)

    def __init__(
        self, place: Place, model: PaymentModel, taking: TakingPanel, attempts: AttemptSide, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place, self._model, self._taking, self._attempts = place, model, taking, attempts
        self._outside: tuple[str, str] | None = None
        taking.wallet.connect(self.pay)
        taking.outside.connect(self._take_outside)
        model.refused.connect(self._needs_second)
        attempts.model.ended.connect(self._ended)

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    def retranslate(self) -> None:
        """The words of the ways of paying that are about wallets."""
        self._taking.name_references(
            {
                "card": self.tr("Reference on the terminal's slip"),
                "wallet": self.tr("Scan the customer's payment code, or type its digits"),
                "outside": self.tr("Number of the payment, as the wallet shows it"),
            }
        )

    def names(self) -> dict[str, str]:
        """How tenders by wallet are called."""
        language = self._place.languages.language
        return {w: provider_name(w, language) for w in WALLETS} | {"wallet_outside": self.tr("Wallet, outside")}

    def title_back(self, taken: Taken) -> str:
        """Is it to go back? "" of what no wallet took."""
        name = self.names().get(taken.type)
        return self.tr("Take the payment of {0} by {1} back?").format(taken.alone, name) if name else ""

    def words_back(self, taken: Taken) -> str:
        """What happens then."""
        if taken.type == "wallet_outside":
            words = self.tr(
                "{0} is still taken (number {1}): give it back first, where it was taken. The journal keeps it."
            )
            return words.format(taken.alone, taken.reference)
        name, words = self.names().get(taken.type), self.tr("{0} gives {1} back to the customer. The journal keeps it.")
        return words.format(name, taken.alone) if name else ""

    def opened(self) -> None:
        """The page is in sight."""
        self._say_resting()
        self._probe()

    def pays(self, code: str) -> bool:
        """Whether it is for the wallets to look at, whatever way is chosen: a customer's payment code pays, and goods
        are no voucher."""
        ranges = self._place.app.desk.store.wallet_codes
        return wallet_of(code, ranges) is not None or (self._taking.way == "voucher" and is_of_goods(code))

    def scanned(self, code: str) -> None:
        """The customer's code: it chooses the wallet, and pays what is due or what was typed."""
        desk = self._place.app.desk
        rest = format_amount(desk.settlement().remaining_exact, desk.store.currency.digits)
        self.pay(self._taking.amount_typed or rest, code)

    def pay(self, text: str, code: str) -> None:
        """So much by the wallet whose code it is."""
        attempts = self._place.app.attempts
        try:
            wallet = attempts.wallet_of(code)
            self._place.app.desk.must_be_settled()
        except Refused as no:
            self._place.sounds.play("refused")
            self.no.emit(refusal(no, self._place.languages.language))
            return
        self._attempts.charge_wallet(wallet, digits_of(code), text)

    def _ended(self, attempt: Attempt) -> None:
        """A wallet that head office has not set up can be taken on a device of its own: the way is chosen."""
        if attempt.state == "refused" and attempt.why == "wallet_not_set_up":
            self._taking.choose("outside")
            who = provider_name(attempt.provider, self._place.languages.language, begins=True)
            words = self.tr("{0} is not set up for this till. Take it on its own device and type the payment's number.")
            self._taking.notice.say("warn", words.format(who), 30)

    def _take_outside(self, text: str, reference: str) -> None:
        self._outside = (text, reference)
        self._model.outside(text, reference)

    def _needs_second(self, no: Refused) -> None:
        if no.code in OUTSIDE and self._outside is not None:
            words = refusal(no, self._place.languages.language)
            amount = self._model.amount_of(self._outside[0])
            self.approval.ask_for("wallet_outside", words, partial(self._model.outside, *self._outside), amount=amount)

    def resting(self) -> str:
        """What is to be said of wallets that are not asked for now; "" while all go."""
        app, language, said = self._place.app, self._place.languages.language, []
        for wallet in app.attempts.health.resting(app.desk.now()):
            try:
                app.attempts.health.must_work(wallet, app.desk.now())
            except Refused as no:
                said.append(refusal(no, language))
        return " ".join(said)

    def _say_resting(self) -> None:
        if words := self.resting():
            self._taking.notice.say("warn", words, 60)

    def _probe(self) -> None:
        """A wallet that rests is asked about nothing; once it answers, it is offered again."""
        app, controls = self._place.app, self._place.controls
        enrolment = app.till.enrolment.current()
        for wallet in app.attempts.health.resting(app.desk.now()):
            provider = controls.provider_of(wallet, "")
            if provider is None or enrolment is None:
                continue
            asked = harmless(enrolment.till, app.desk.store.currency.code)
            ask = partial(provider.ask, "query", asked)
            self._place.tasks.ask(ask, partial(self._probed, wallet), lambda _no: None)

    def _probed(self, wallet: str, answer: Answer) -> None:
        health, now = self._place.app.attempts.health, self._place.app.desk.now()
        health.heard(wallet, "query", answer, now)
        if not health.rests(wallet, now):
            self._taking.notice.clear()
            self._say_resting()
