"""Refunds that a sale did not wait for are asked about again: when somebody signs in, when the hub is back, after each
other payment. One that its wallet will not give stands over every page until somebody has paid it out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.refund import Refund, RefundAnswer
from posapp.domain.sync_status import SyncStatus
from posapp.usecases.refunds import next_question
from ui.screen import Place
from ui.texts import money, refusal
from ui.warning_band import WarningBand


class RefundFollow(QObject):
    """One question at a time, and none while a customer pays."""

    def __init__(self, place: Place, band: WarningBand, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._band = place, band
        self._asked: list[Refund] = []
        self._owed: tuple[Refund, ...] = ()
        self._busy = self._again = self._online = False
        place.bridge.terminal.connect(self.ask)
        place.bridge.line.connect(self._line_told)

    def ask(self) -> None:
        """Is there any to ask about, or to tell of? What came up meanwhile is asked about afterwards."""
        app = self._place.app
        if self._busy:
            self._again = True
        elif not app.desk.basket.paying:
            self._busy, self._again = True, False
            self._place.tasks.run(lambda: (app.refunds.going(), app.payouts.owed()), self._found, self._stop)

    def _line_told(self, status: SyncStatus) -> None:
        was, self._online = self._online, status.state == "online"
        if self._online and not was:
            self.ask()

    def _found(self, found: tuple[tuple[Refund, ...], tuple[Refund, ...]]) -> None:
        self._asked = list(found[0])
        self._kept(found[1])

    def _next(self) -> None:
        if not self._asked or self._place.app.desk.basket.paying:
            self._stop()
            return
        refund = self._asked.pop(0)
        ask = partial(self._place.controls.ask_refund, next_question(refund), refund)
        self._place.tasks.ask(ask, partial(self._answered, refund), lambda _no: self._next())

    def _answered(self, refund: Refund, answer: RefundAnswer) -> None:
        app = self._place.app
        if answer.state in ("silent", "unreached"):  # nobody is there: another time
            self._asked = [other for other in self._asked if other.wallet != refund.wallet]
        self._place.tasks.run(
            lambda: (app.refunds.heard(refund.id, answer), app.payouts.owed())[1], self._kept, self._stop
        )

    def _kept(self, owed: tuple[Refund, ...]) -> None:
        before, self._owed = self._owed, owed
        if owed and (len(owed) > len(before) or not self._band.isVisible()):
            self._band.warn("warn", self._words)
        self._next()

    def _words(self) -> str:
        """The oldest of them, and how many there are."""
        store, language = self._place.app.desk.store, self._place.languages.language
        total = money(sum(refund.amount for refund in self._owed), store.currency)
        return refusal(Refused("refunds_owed", count=len(self._owed), amount=total), language)

    def _stop(self, no: Refused | None = None) -> None:
        """After the last of them; `no`: the disk, and the next start asks again."""
        self._busy = False
        if self._again and no is None:
            self.ask()
