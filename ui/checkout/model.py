"""The basket on screen: what the person does goes to the use cases, what came of it is turned into rows and totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from posapp.app import App
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity, parse_amount, parse_quantity
from posapp.domain.promotion import Promotion
from posapp.storage.catalog import Listing
from posapp.usecases.checkout import Added, Choice
from ui.checkout.rows import BasketRows, Words
from ui.kit.cart_list import CartRow
from ui.kit.sounds import Sounds
from ui.tasks import Tasks
from ui.texts import money, plain, refusal

PIECE = 1000


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands under the basket, ready to be read."""

    units: str
    gross: str
    discount: str
    due: str
    due_plain: str


@dataclass(frozen=True, slots=True)
class LastScan:
    """What the last scan was, large."""

    name: str
    detail: str
    amount: str
    good: bool = True


class CheckoutModel(QObject):
    """State of the register screen. `basket` carries rows and the row to stand on (None keeps it)."""

    basket = Signal(list, object)
    totals = Signal(object)
    last_scan = Signal(object)
    refused = Signal(str)
    choice = Signal(object)
    found = Signal(str, list)
    entered_found = Signal(object)
    pay_opened = Signal()

    def __init__(self, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._rows = BasketRows()
        self._offers: dict[str, Promotion] = {}
        self._pending: Choice | None = None
        self._asked = ""
        self.found_for = ""
        self.words: Words | None = None
        self.rows: list[CartRow] = []

    def attach(self, app: App, tasks: Tasks) -> None:
        """The till is loaded."""
        self.app, self._tasks = app, tasks
        self.catalog_changed()

    def set_words(self, words: Words) -> None:
        """Another language: the same basket in other words."""
        self.words = words
        self.refresh()

    def catalog_changed(self) -> None:
        """Names of offers and prices may be others now."""
        if self.app.catalog.state == "ready":
            self._offers = {p.id: p for p in self.app.catalog.promotions()}
        self.app.desk.settings_changed()

    # -- what the person does ---------------------------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """A scan, wherever the focus was."""
        self._act(lambda: self._rung(self.app.checkout.scan(code)))

    def repeated(self, _code: str) -> None:
        """The scanner read the same code twice at once: counted once, with a sound of its own."""
        self._sounds.play("repeated")

    def add(self, sku: str) -> None:
        """A tile or a search result was chosen."""
        self._act(lambda: self._rung(self.app.checkout.add(sku)))

    def choose(self, product: Product) -> None:
        """One of several products that fit the code, or of the sizes and colours of a style."""
        pending, self._pending = self._pending, None
        if pending is not None and product in pending.products:
            self._act(lambda: self._rung(self.app.checkout.choose(pending, product)))
        else:
            self.add(product.sku)

    def step(self, row: int, by: int) -> None:
        """One more or one less; minus at one removes."""
        line = int(self.rows[row].key)
        quantity = next(p.line.quantity for p in self.app.desk.priced.lines if p.line.number == line)
        wanted = quantity + by * PIECE
        if wanted <= 0:
            self.remove(row)
        else:
            self._act(lambda: self._changed(self.app.checkout.set_quantity, line, wanted))

    def quantity_of(self, row: int) -> str:
        """The quantity of a line as one types it; "" for a red line."""
        number = int(self.rows[row].key)
        lines = self.app.desk.priced.lines
        return next((format_quantity(p.line.quantity) for p in lines if p.line.number == number), "")

    def set_quantity(self, row: int, text: str) -> bool:
        """A typed quantity; False when it was refused."""
        line = int(self.rows[row].key)
        return self._act(lambda: self._changed(self.app.checkout.set_quantity, line, parse_quantity(text)))

    def remove(self, row: int) -> None:
        """Take a line out, or dismiss a red one."""
        if 0 <= row < len(self.rows):
            self._act(lambda: self._changed(self.app.checkout.remove, int(self.rows[row].key)))

    def undo(self) -> None:
        """Bring back the line removed last."""
        self._act(lambda: self._changed(self.app.checkout.undo))

    def clear(self, approver: tuple[str, str] | None = None) -> None:
        """Empty the basket; where the person may not, (staff, PIN) of someone who may."""
        self._act(lambda: self._changed(self.app.checkout.clear))

    def sell_unlisted(self, row: int, name: str, category: str, tax: str, price: str) -> bool:
        """Sell what no product feed knows; False when it was refused."""
        digits = self.app.desk.store.currency.digits
        line = int(self.rows[row].key)

        def sell() -> None:
            self._rung(self.app.checkout.sell_unlisted(line, name, category, tax, parse_amount(price, digits)))

        return self._act(sell)

    def pay(self) -> None:
        """On to payment."""

        def open_payment() -> None:
            self.app.payment.pay()
            self.pay_opened.emit()

        self._act(open_payment)

    def search(self, typed: str) -> None:
        """Look for goods as they are typed; `found` answers for the newest text only."""
        self._asked = typed
        if not typed.strip():
            self.found_for = ""
            self.found.emit("", [])
            return
        self._tasks.run(lambda: self._search(typed), self._found, self._said_no)

    def _search(self, typed: str) -> tuple[str, list[Listing]]:
        if typed != self._asked:
            return typed, []  # a newer letter is on its way
        return typed, self.app.catalog.search(typed, 30)

    def _found(self, answer: tuple[str, list[Listing]]) -> None:
        if answer[0] == self._asked:
            self.found_for = answer[0]
            self.found.emit(*answer)

    def enter(self, typed: str) -> None:
        """Enter before the answer was there: the best match is rung up; what no search knows is taken as a code."""
        self._asked = typed
        self._tasks.run(lambda: self._search(typed), self._entered, self._said_no)

    def _entered(self, answer: tuple[str, list[Listing]]) -> None:
        typed, found = answer
        if typed != self._asked:
            return
        if found:
            self.entered_found.emit(found[0].product)
        else:
            self.scan(typed.strip())

    # -- what comes of it -------------------------------------------------------------------------------------------

    def _act(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except Refused as no:
            self._said_no(no)
            return False
        return True

    def _said_no(self, no: Refused) -> None:
        self._sounds.play("refused")
        self.refresh(stand_on_last=bool(self.app.desk.basket.cart.problems))
        self.refused.emit(refusal(no, self.words.language if self.words else "zh"))

    def _changed(self, act: Callable[..., Any], *args: Any) -> None:
        act(*args)
        self.refresh()

    def _rung(self, what: Added | Choice) -> None:
        if isinstance(what, Choice):
            self._pending = what
            self._sounds.play("refused")
            self.choice.emit(what.products)
            return
        self._sounds.play("good")
        self.refresh(stand_on=what.line)
        line = next(p for p in reversed(self.app.desk.priced.lines) if p.line.number == what.line)
        row = next(r for r in reversed(self.rows) if r.key == str(what.line))
        self.last_scan.emit(LastScan(row.name, row.quantity, plain(line.net, self.app.desk.store.currency)))

    def refresh(self, stand_on: int | None = None, *, stand_on_last: bool = False) -> None:
        """Rows and totals of the basket as it lies there."""
        if self.words is None:
            return
        desk = self.app.desk
        currency = desk.store.currency
        problems = desk.basket.cart.problems
        self.rows = self._rows.rows(desk.priced, problems, currency, self.words, self._offers)
        current = len(self.rows) - 1 if stand_on_last else None
        if stand_on is not None:
            current = next((i for i in range(len(self.rows) - 1, -1, -1) if self.rows[i].key == str(stand_on)), None)
        self.basket.emit(self.rows, current)
        priced = desk.priced
        self.totals.emit(
            Totals(
                units=str(priced.units // PIECE),
                gross=plain(priced.gross, currency),
                discount=plain(-priced.discount, currency) if priced.discount else "",
                due=money(priced.total, currency),
                due_plain=plain(priced.total, currency),
            )
        )
