"""Payments that a person decided were not taken: the terminal is asked about them again.

After each start, when somebody signs in, and after each other payment. What it says otherwise stands over every page
until somebody who may decide has read it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from posapp.domain.attempt import Answer, Attempt
from posapp.domain.errors import Refused
from ui.screen import Place
from ui.texts import date_clock_text, money, refusal
from ui.warning_band import WarningBand


class LatePaid(QObject):
    """One question at a time, and none while a customer pays."""

    def __init__(self, place: Place, band: WarningBand, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._band = place, band
        self._asked: list[Attempt] = []
        self._late: tuple[Attempt, ...] = ()
        self._busy = self._again = False
        place.bridge.terminal.connect(self.ask)
        band.dismissed.connect(self._read)

    def ask(self) -> None:
        """Is there any to ask about, or to tell of? What came up meanwhile is asked about afterwards."""
        if self._busy:
            self._again = True
        else:
            self._busy, self._again = True, False
            attempts = self._place.app.attempts
            self._place.tasks.run(lambda: (attempts.in_doubt(), attempts.paid_late()), self._found, self._stop)

    def _found(self, found: tuple[tuple[Attempt, ...], tuple[Attempt, ...]]) -> None:
        self._asked = list(found[0])
        self._kept(found[1])

    def _next(self) -> None:
        controls, attempts = self._place.controls, self._place.app.attempts
        if not self._asked or attempts.current is not None:
            self._stop()
            return
        attempt = self._asked.pop(0)
        provider = controls.provider_of(attempt.provider, "")
        if provider is None:
            self._next()
            return
        self._place.tasks.ask(
            lambda: provider.ask("query", attempt.charge), partial(self._answered, attempt), lambda _no: self._next()
        )

    def _answered(self, attempt: Attempt, answer: Answer) -> None:
        attempts = self._place.app.attempts
        if answer.state in ("silent", "unreached"):  # nobody is there: another time
            self._asked = [other for other in self._asked if other.provider != attempt.provider]
        self._place.tasks.run(
            lambda: (attempts.heard_late(attempt.id, answer), attempts.paid_late())[1], self._kept, self._stop
        )

    def _kept(self, late: tuple[Attempt, ...]) -> None:
        self._tell(late)
        self._next()

    def _tell(self, late: tuple[Attempt, ...]) -> None:
        self._late = late
        if late and not (self._band.isVisible() and self._band.words == self._all()):
            self._band.warn("bad", self._all)

    def _all(self) -> str:
        return "\n".join(map(self._words, self._late))

    def _words(self, attempt: Attempt) -> str:
        store, language = self._place.app.desk.store, self._place.languages.language
        at, amount = date_clock_text(attempt.at, store.timezone), money(attempt.has, store.currency)
        facts = {"at": at, "amount": amount, "reference": attempt.reference, "wallet": attempt.provider}
        if attempt.taken:
            asked = money(attempt.amount, store.currency)
            return refusal(Refused("paid_late_other", **facts, asked=asked), language)
        return refusal(Refused("paid_late", **facts), language)

    def _read(self) -> None:
        if self._late and self._band.words == self._all():
            self._place.tasks.run(self._place.app.attempts.read_late, lambda _: None, self._stop)

    def _stop(self, no: Refused | None = None) -> None:
        """After the last of them; `no`: the disk, and the next start asks again."""
        self._busy = False
        if self._again and no is None:
            self.ask()
