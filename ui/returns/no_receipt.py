"""Goods that no sale proves as the page asks for them: whoever brings them, or the receipt that nobody could be asked
about; which goods; then the hub's lowest price, and into the basket."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from posapp.contract.returns import ReturnAnswer
from posapp.domain.cart import UNIT
from posapp.domain.errors import Refused
from posapp.domain.sold import Condition
from posapp.domain.staff import Staff
from posapp.usecases.return_search import AWAY, Query
from posapp.usecases.returns import Wish
from ui.screen import Place


@dataclass(frozen=True, slots=True)
class Brought:
    """`receipt`: of a sale that nobody could be asked about, or ""; `phone`: of whoever brings it. `goods`: as it was
    scanned or typed; `pieces`: how many; `more`: other goods of the same person follow."""

    receipt: str
    phone: str
    goods: str
    pieces: int
    reason: str
    condition: Condition
    serial: str = ""
    more: bool = False

    @property
    def wish(self) -> Wish:
        """What the person said of the goods."""
        return Wish(0, self.pieces * UNIT, self.reason, self.condition, serial=self.serial)


class NoReceiptModel(QObject):
    """The hub is asked on a thread of its own; away, this till goes by its own books."""

    taken = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._asking = False
        self.brought: Brought | None = None

    def unknown_receipt(self, query: Query, no: Refused) -> str:
        """The number of the receipt that nobody could be asked about, "" where it is none."""
        looks_so = query.receipt.count("-") == 3
        return query.receipt if no.code == "return_unknown_offline" and looks_so else ""

    def bring(self, brought: Brought, approver: Staff | None = None) -> None:
        """Into the basket; `taken` or `refused` tells."""
        if self._asking:
            return
        try:
            self.brought = replace(brought, goods=self._sku(brought.goods))
            if not brought.reason:
                raise Refused("return_reason_missing")
            self._must_be_named(self.brought)
            if brought.receipt:
                self._place.app.no_receipt.seal(brought.phone)  # a person says who they are
                goods = ((self.brought.goods, self.brought.wish),)
                self._place.app.no_receipt.take_unseen(brought.receipt, goods, approver, brought.phone)
                self.taken.emit()
                return
            question = self._place.app.no_receipt.question(self.brought.goods, brought.phone)
        except Refused as no:
            self.refused.emit(no)
            return
        self._asking = True
        ask = partial(self._place.controls.ask_returns, question)
        self._place.tasks.ask(ask, partial(self._told, approver), partial(self._no_answer, approver))

    def _sku(self, typed: str) -> str:
        """A code on the goods, or their number."""
        desk = self._place.app.desk
        if not typed.strip():
            raise Refused("return_nothing")
        if desk.catalog.by_sku(typed.strip()) is not None:
            return typed.strip()
        return self._place.app.checkout.find(typed)[0].product.sku

    def _must_be_named(self, brought: Brought) -> None:
        """Said before anybody is called to allow it."""
        product = self._place.app.desk.catalog.by_sku(brought.goods)
        if product is not None and product.serial and not brought.serial:
            raise Refused("serial_needed_back")

    def _no_answer(self, approver: Staff | None, no: Refused) -> None:
        if no.code in AWAY:
            self._told(approver, None)
            return
        self._asking = False
        self.refused.emit(no)

    def _told(self, approver: Staff | None, answer: ReturnAnswer | None) -> None:
        self._asking = False
        brought = self.brought
        if brought is None:
            return
        try:
            self._place.app.no_receipt.take(brought.wish, brought.goods, brought.phone, answer, approver)
        except Refused as no:
            self.refused.emit(no)
            return
        self.taken.emit()
