"""Coupons that the hub has not kept yet are asked for again while the payment page opens; nobody waits for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.usecases.coupons import Answer
from ui.screen import Place
from ui.texts import money, refusal


class CouponSide(QObject):
    """`changed` when the basket costs something else now; `told(words)`: why."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    def opened(self) -> None:
        """The page is in sight."""
        place, again = self._place, self._place.app.coupons_again
        if place.app.desk.basket.tenders:
            return
        for asked in again.alone():
            ask = partial(place.app.coupons.ask, asked, place.controls.reserve_coupon)
            place.tasks.ask(ask, self._answered, lambda _no: None)

    def _answered(self, answer: Answer) -> None:
        again = self._place.app.coupons_again
        self._place.tasks.run(lambda: again.heard(answer), lambda _: self.changed.emit(), self._off)

    def _off(self, no: Refused) -> None:
        app, language = self._place.app, self._place.languages.language
        self._place.sounds.play("refused")
        self.changed.emit()
        total = money(app.desk.priced.total, app.desk.store.currency)
        words = self.tr("{0} It was taken off: {1} to pay now. Tell the customer.")
        self.told.emit(words.format(refusal(no, language), total))
