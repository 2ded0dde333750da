"""The side of the payment page that asks a terminal or a wallet: its panel, its keys, and the questions around it."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from posapp.domain.attempt import UNCLEAR, Attempt, why_text
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.payment_code import WalletType, provider_name
from posapp.domain.staff import Staff
from ui.approval import NEEDS_SECOND, Approval, amount_of
from ui.kit.tokens import State
from ui.payment.attempt_model import AttemptModel
from ui.payment.attempt_panel import AttemptPanel
from ui.payment.decide_sheet import DecideSheet
from ui.screen import Place
from ui.texts import refusal


class AttemptSide(QObject):
    """`shown(whether)` when the panel comes and goes; `ended(state, words)` with the attempt's end; `paid` when that is
    money; `refused` what concerns the page as a whole."""

    shown = Signal(bool)
    ended = Signal(str, str)
    paid = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.model = AttemptModel(place, self)
        self.panel = AttemptPanel(place.theme)
        self._on = False
        self._deciding: tuple[bool, str, str] | None = None
        self._back: int | None = None
        self.model.changed.connect(self.show)
        self.model.ended.connect(self._ended)
        self.model.refused.connect(self._refused)

    @property
    def on(self) -> bool:
        """Whether an attempt waits for its end."""
        return self._on

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        return Approval(self._place)

    @cached_property
    def decision(self) -> DecideSheet:
        """What became of it?"""
        sheet = DecideSheet(self._place.theme, self._place.host)
        sheet.decided.connect(lambda paid, reference, reason: self._decide((paid, reference, reason)))
        return sheet

    def retranslate(self) -> None:
        """The keys' words come from the page's acts; the rest is said again."""
        self.show()

    def opened(self) -> None:
        """The page is in sight: what was left open is asked about."""
        self.retranslate()
        self.model.resume()

    def charge(self, text: str) -> None:
        """Ask the terminal for so much."""
        self._back = None
        self.model.charge(text)

    def charge_wallet(self, wallet: WalletType, code: str, text: str) -> None:
        """Ask the wallet for so much."""
        self._back = None
        self.model.charge_wallet(wallet, code, text)

    def take_back(self, number: int, approver: Staff | None = None) -> None:
        """Have a tender reversed by whoever took it."""
        self._back = number
        self.model.take_back(number, approver)

    def ask_decision(self) -> None:
        """Nobody answers: a person says."""
        attempt = self.model.attempt
        if attempt is not None and attempt.state in UNCLEAR and self.model.asking is None:
            amount = money(attempt.amount, self._place.app.desk.store.currency)
            self.decision.ask(amount, attempt.provider, reversing=attempt.state == "reversing")

    def show(self) -> None:
        """How it stands."""
        desk = self._place.app.desk
        attempt = self.model.attempt if desk.basket.paying else None
        if attempt is not None:
            language, asking = self._place.languages.language, self.model.asking is not None
            self.panel.show_attempt(
                attempt,
                desk.store.currency,
                language,
                self.model.seconds,
                asking=asking,
                stopping=self.model.stopping,
                simulated=self.model.simulated,
            )
        if self._on != (attempt is not None):
            self._on = attempt is not None
            self.shown.emit(self._on)

    def _decide(self, said: tuple[bool, str, str], approver: Staff | None = None) -> None:
        self._deciding = said
        self.model.decide(*said, approver)

    def _ended(self, attempt: Attempt) -> None:
        self._deciding = self._back = None
        if self.decision.isVisible():
            self.decision.close_sheet()
        self.show()
        state, words = self._end_words(attempt)
        self._place.sounds.play("good" if state == "good" else "refused")
        self.ended.emit(state, words)
        if attempt.state == "paid" and not attempt.why.startswith("not_"):
            self.paid.emit()

    def _end_words(self, attempt: Attempt) -> tuple[State, str]:
        amount = money(attempt.amount, self._place.app.desk.store.currency)
        language = self._place.languages.language
        why, who = why_text(attempt.why, language, attempt.provider), provider_name(attempt.provider, language)
        if attempt.state == "paid" and attempt.why.startswith("not_"):
            return "bad", self.tr("{0} is still taken: {1}").format(amount, why)
        if attempt.state == "paid":
            by_card = attempt.provider == "terminal"
            return "good", self.tr("{0} is paid by {1}").format(amount, self.tr("card") if by_card else who)
        if attempt.state == "reversed":
            return "neutral", self.tr("{0} is not taken any more").format(amount)
        return "bad", self.tr("Not paid: {0}").format(why)

    def _refused(self, no: Refused) -> None:
        if no.code in NEEDS_SECOND and self._deciding is not None:
            self.decision.close_sheet()
            self.approval.ask_for("decide_payment", "", partial(self._decide, self._deciding))
        elif no.code in NEEDS_SECOND and self._back is not None:
            self.approval.ask_for("withdraw_tender", "", partial(self.take_back, self._back), amount=amount_of(no))
        elif self._deciding is not None and self.decision.isVisible():
            self.decision.wrong(refusal(no, self._place.languages.language))
        else:
            self.refused.emit(no)
