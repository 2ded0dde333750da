"""The way of goods that no sale proves: the sheet asks, the model lays them into the basket, and asks on or goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.returns.no_receipt import Brought, NoReceiptModel
from ui.returns.no_receipt_sheet import NoReceiptSheet
from ui.screen import Place
from ui.texts import money, refusal

Second = Callable[[Refused, str, Callable[[Staff], None]], None]
"""Asks somebody who may: why not, which act, what to do with their word."""


class Unproved(QObject):
    """Of the page of returns. `done`: everything that was brought lies in the basket."""

    def __init__(self, place: Place, second: Second, done: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._second, self._done = second, done
        self.model = NoReceiptModel(place, self)
        self.model.taken.connect(self._taken)
        self.model.refused.connect(self._refused)

    @cached_property
    def sheet(self) -> NoReceiptSheet:
        """Who brings it, and what is it?"""
        sheet = NoReceiptSheet(self._place.theme, self._place.host)
        sheet.said.connect(self.model.bring)
        return sheet

    def ask(self, receipt: str, reasons: list[str]) -> None:
        """`receipt`: of a sale that nobody could be asked about, or ""."""
        self.sheet.ask(receipt, reasons)

    def _taken(self) -> None:
        brought, desk = self.model.brought, self._place.app.desk
        if brought is None or not brought.more:
            self.sheet.close_sheet()
            self._done()
            return
        self._stand_again()
        worth = money(-desk.priced.total, desk.store.currency)
        self.sheet.again(self.tr("In the basket: {0} of store credit. What else?").format(worth))

    def _refused(self, no: Refused) -> None:
        brought = self.model.brought
        if no.code in ("not_permitted", "amount_beyond") and brought is not None:
            self._second(no, str(no.facts.get("act", "return_without_receipt")), partial(self._again, brought))
            return
        self._place.sounds.play("refused")
        self._stand_again()
        if no.code == "serial_needed_back":
            self.sheet.ask_serial()
        self.sheet.wrong(refusal(no, self._place.languages.language))

    def _stand_again(self) -> None:
        """Somebody's PIN was asked in its place."""
        if not self.sheet.isVisible():
            self.sheet.open(self.sheet.goods)

    def _again(self, brought: Brought, approver: Staff) -> None:
        self.model.bring(brought, approver)
