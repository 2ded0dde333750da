"""An attempt under way: asks its provider on a thread of its own, one question at a time, and has the answer kept.

It charges once, where the attempt begins. Whatever happens then, it only asks what became of it: every second while the
customer pays, a few times by itself while nobody knows, and whenever the person wants.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from posapp.domain.attempt import Answer, Attempt, Question
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.payment_code import WalletType
from posapp.domain.staff import Staff
from posapp.domain.tender import TenderType
from posapp.ports.provider import Provider
from ui.payment.kept_again import once_kept
from ui.screen import Place

LOOK_MS: Final = 1_000
"""Between two looks while the customer pays."""
AGAIN_MS: Final = 5_000
"""Between two looks by itself while nobody knows."""
LOOKS: Final = 12
PAYING_MS: Final = 90_000
"""So long may a customer take; after that it counts as unknown, and a person decides what is done."""


class AttemptModel(QObject):
    """`changed`: look at `attempt`, `asking` and `seconds`; `ended` with the attempt that is over; `refused`: an act of
    the person was not possible."""

    changed = Signal()
    ended = Signal(object)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.asking: Question | None = None
        """What its provider is being asked; nothing else is asked meanwhile."""
        self._next: Callable[[], None] | None = None
        self._keep: tuple[Callable[[], Any], Callable[[Any], None]] | None = None
        self._working = False
        self._looks = 0
        self._simulated = False
        self._since = QElapsedTimer()
        self._look = QTimer(self, singleShot=True)
        self._look.timeout.connect(self.ask_again)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self.changed)

    @property
    def attempt(self) -> Attempt | None:
        """The one whose end is not known yet."""
        return self._place.app.attempts.current

    @property
    def provider(self) -> Provider | None:
        """The terminal, as this machine is set up now."""
        return self._place.controls.provider()

    @property
    def seconds(self) -> int:
        """How long it lasts by now."""
        return self._since.elapsed() // 1_000 if self._since.isValid() else 0

    @property
    def stopping(self) -> bool:
        """Whether the person wants it taken back as soon as the question under way is answered."""
        return self._next is not None

    @property
    def simulated(self) -> bool:
        """Whether the one who is asked only pretends."""
        return self._simulated

    def charge(self, text: str) -> None:
        """Ask the terminal: from here on the money may be taken."""
        provider = self.provider
        if provider is None:
            self.refused.emit(Refused("no_terminal"))
        else:
            self._charge(provider, "card", text)

    def charge_wallet(self, wallet: WalletType, code: str, text: str) -> None:
        """Ask the wallet whose code the customer shows; the code lives as long as the question."""
        provider = self._place.controls.provider_of(wallet, code)
        if provider is not None:
            self._charge(provider, wallet, text)

    def _charge(self, provider: Provider, kind: TenderType, text: str) -> None:
        """Once the goods that come back are kept for this: what is charged for an exchange must be able to end so."""
        desk, attempts = self._place.app.desk, self._place.app.attempts
        if self._working:
            return

        def go() -> None:
            self._working = False
            self._work(
                lambda: attempts.begin(provider.name, kind, parse_amount(text, desk.store.currency.digits)),
                lambda attempt: self._begin(attempt, "charge", provider),
            )

        if once_kept(self._place, go, self._no):
            self._working = True

    def resume(self) -> None:
        """An attempt was found: after a start, or on coming back to the page."""
        if self.attempt is not None and self.asking is None and not self._look.isActive() and not self._working:
            self._begin(self.attempt, self.attempt.next_question)

    def ask_again(self) -> None:
        """What became of it?"""
        if self.attempt is not None and self.asking is None and not self._working:
            self._ask(self.attempt, self.attempt.next_question)

    def look_again(self) -> None:
        """The person wants to know."""
        self._looks = 0
        self.ask_again()

    def cancel(self) -> None:
        """Take it back, whatever became of it; what is being asked now is heard first."""
        if self.attempt is None or self.attempt.state == "reversing":
            return
        if self.asking is not None or self._working:
            self._next = self.cancel
            self.changed.emit()
            return
        self._work(self._place.app.attempts.cancel, lambda attempt: self._begin(attempt, "reverse"))

    def take_back(self, number: int, approver: Staff | None) -> None:
        """A tender that is paid goes back at its provider."""
        back = partial(self._place.app.attempts.take_back, number, approver)
        self._work(back, lambda attempt: self._begin(attempt, "reverse"))

    def decide(self, paid: bool, reference: str, reason: str, approver: Staff | None) -> None:
        """A person says what became of it."""
        self._work(partial(self._place.app.attempts.decide, paid, reference, reason, approver), self._moved)

    def _begin(self, attempt: Attempt, question: Question, charging: Provider | None = None) -> None:
        self._since.start()
        self._second.start()
        self._looks = 0
        self._simulated = False
        self._ask(attempt, question, charging)

    def _ask(self, attempt: Attempt, question: Question, charging: Provider | None = None) -> None:
        self._look.stop()
        self.asking = question
        provider = charging or self._place.controls.provider_of(attempt.provider, "")
        self._simulated = self._simulated or (provider is not None and provider.simulated)
        self.changed.emit()
        if provider is None:  # its address was taken out of the settings: nobody is there to be asked
            self._answered(attempt, question, Answer("unreached" if question != "charge" else "silent"))
            return
        self._place.tasks.ask(
            lambda: provider.ask(question, attempt.charge),
            lambda answer: self._answered(attempt, question, answer, simulated=provider.simulated),
            lambda _no: self._answered(attempt, question, Answer("silent")),
        )

    def _answered(self, attempt: Attempt, question: Question, answer: Answer, *, simulated: bool = False) -> None:
        self.asking = None
        self._simulated = self._simulated or simulated  # a wallet says so with its first answer
        if self.attempt is None or self.attempt.id != attempt.id:
            return  # a person has decided meanwhile
        heard = self._place.app.attempts.heard
        self._keep = (partial(heard, attempt.id, question, answer), self._moved)
        self._keep_answer()

    def _keep_answer(self) -> None:
        """As soon as the worker has done what the person asked for: an answer is not asked for twice."""
        if self._keep is not None and not self._working:
            act, then = self._keep
            self._keep = None
            self._work(act, then)

    def _moved(self, attempt: Attempt) -> None:
        wanted, self._next = self._next, None
        if not attempt.open:
            self._keep = None
            self._second.stop()
            self._look.stop()
            self.ended.emit(attempt)
            self._place.bridge.terminal.emit()
        elif wanted is not None:
            wanted()
        elif attempt.why == "unheard":
            self._ask(attempt, "reverse")  # worthless from now on, also if the charge is still on its way
        elif attempt.state == "pending" and self._since.hasExpired(PAYING_MS):
            self._work(self._place.app.attempts.give_up_waiting, self._moved)
        else:
            self._look_later(attempt)
        self.changed.emit()

    def _look_later(self, attempt: Attempt) -> None:
        if attempt.state == "pending":
            self._look.start(LOOK_MS)
        elif self._looks < LOOKS:
            self._looks += 1
            self._look.start(AGAIN_MS)

    def _work(self, act: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Something that is written, on the worker."""
        if self._working:
            return
        self._working = True

        def done(result: Any) -> None:
            self._working = False
            then(result)
            self._keep_answer()

        self._place.tasks.run(act, done, self._no)

    def _no(self, refused: Refused) -> None:
        self._working = False
        self._place.sounds.play("refused")
        self.refused.emit(refused)
        self._keep_answer()
