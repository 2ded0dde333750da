"""Money back to a wallet: asked for on a thread of its own, asked on, and told as the provider tells it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.payment_code import provider_name
from posapp.domain.refund import WHY_REFUND, Refund, RefundAnswer
from posapp.domain.staff import Staff
from posapp.usecases.refunds import next_question
from ui.kit.tokens import State
from ui.screen import Place

AGAIN_MS: Final = 5_000
LOOKS: Final = 12


class RefundSide(QObject):
    """`told(state, words)` after each answer, `moved` when the payment stands otherwise now, `unheard` when there was
    no answer to what a person asked just now, `refused` with what was not possible."""

    told = Signal(str, str)
    moved = Signal()
    unheard = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._asking = False
        self._looks = 0
        self._waiting: list[Refund] = []
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.ask_on)
        place.bridge.terminal.connect(self.ask_on)

    def start(self, of: str, amount: int, reason: str, approver: Staff | None = None) -> None:
        """Give so much of a payment back, or ask on about what was asked for before."""
        refunds = self._place.app.refunds
        self._looks = 0
        self._place.tasks.run(lambda: refunds.begin(of, amount, reason, approver), self._ask, self.refused.emit)

    def ask_on(self) -> None:
        """Those of which something is still to be heard, one after the other."""
        if not self._asking:
            self._place.tasks.run(self._place.app.refunds.going, self._found, lambda _no: None)

    def _found(self, going: tuple[Refund, ...]) -> None:
        self._waiting = list(going)
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._asking:
            self._ask(self._waiting.pop(0))

    def _ask(self, refund: Refund) -> None:
        if self._asking:
            self._waiting.append(refund)
            return
        self._asking = True
        ask = partial(self._place.controls.ask_refund, next_question(refund), refund)
        self._place.tasks.ask(ask, partial(self._answered, refund), lambda _no: self._answered(refund, _SILENT))

    def _answered(self, refund: Refund, answer: RefundAnswer) -> None:
        heard = partial(self._place.app.refunds.heard, refund.id, answer)
        self._place.tasks.run(heard, partial(self._heard, refund), self._said_no)

    def _said_no(self, no: Refused) -> None:
        self._asking = False
        self.refused.emit(no)

    def _heard(self, was: Refund, now: Refund) -> None:
        self._asking = False
        if now.state != was.state:
            self.moved.emit()
        if now.state != was.state or now.state == "asked":
            self.told.emit(*self._words(now))
        if now.waits and not self._looks:
            self.unheard.emit()
        if now.state == "asked" and self._looks < LOOKS:
            self._looks += 1
            self._again.start()
        self._next()

    def _words(self, refund: Refund) -> tuple[State, str]:
        language = self._place.languages.language
        amount, who = money(refund.amount, self._place.app.desk.store.currency), provider_name(refund.wallet, language)
        zh, en = WHY_REFUND.get(refund.why, (refund.why, refund.why))
        why = (zh if language == "zh" else en).replace("{who}", who)
        if refund.state == "accepted":
            return "good", self.tr("{0} has accepted to give {1} back. It has not arrived yet.").format(who, amount)
        if refund.state == "arrived":
            return "good", self.tr("{1} has arrived in the customer's {0}.").format(who, amount)
        if refund.state == "asked":
            return "warn", self.tr("{0} was asked to give {1} back: {2}").format(who, amount, why)
        return "bad", self.tr("{0} cannot give {1} back: {2}").format(who, amount, why)


_SILENT: Final = RefundAnswer("silent")
