"""The basket on screen: what the person does goes to the use cases, what came of it is turned into rows and totals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posapp.domain.barcode import check_digit_holds, kind
from posapp.domain.cart import UNIT, check_changeable
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity, parse_amount, parse_quantity
from posapp.domain.pricing import PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.staff import Staff
from posapp.storage.catalog import Listing
from posapp.usecases.checkout import Added, Aside, Choice
from posapp.usecases.repricing import NewPrices
from ui.checkout.rows import BasketRows, Words
from ui.kit.cart_list import CartRow
from ui.screen import Place
from ui.shift.date_question import DOUBTS
from ui.texts import money, plain

RESULTS = 30
CODE_LENGTHS = (8, 12, 13, 14)
"""Digits of the codes on goods; a PIN or a price typed by mistake is rarely one with the right check digit."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands under the basket, ready to be read."""

    units: int = 0
    gross: str = ""
    discount: str = ""
    due: str = ""
    unsold: int = 0
    """Red lines."""


@dataclass(frozen=True, slots=True)
class LastScan:
    """What was rung up or changed last, large."""

    name: str
    detail: str
    amount: str
    good: bool = True


class CheckoutModel(QObject):
    """State of the register screen. `basket` carries rows and the row to stand on (None keeps it).

    `refused(Refused)`, `removed(Product)` (None: a red line) and `last_scan(LastScan)` tell what came of an act;
    a typed word answers with one of `entered_found(Product)`, `entered_code(str)` and `nothing_found(str)`.
    """

    basket = Signal(object, object)  # not `list`: Qt would convert every row at every scan
    totals = Signal(object)
    last_scan = Signal(object)
    refused = Signal(object)
    removed = Signal(object)
    choice = Signal(object)
    held_out = Signal(str)
    found = Signal(str, object)
    entered_found = Signal(object)
    entered_code = Signal(str)
    nothing_found = Signal(str)
    approval_needed = Signal()
    cleared = Signal()
    held = Signal()
    sold_last = Signal(object)
    pay_opened = Signal()
    date_asked = Signal(object)
    prices_asked = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app, self._tasks, self._sounds = place.app, place.tasks, place.sounds
        self._rows = BasketRows()
        self._offers: dict[str, Promotion] = {}
        self._pending: Choice | None = None
        self._asked = ""
        self._large = 0
        self.found_for = ""
        self.words: Words | None = None
        self.rows: list[CartRow] = []
        self.totals_now = Totals()
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

    # -- goods in -------------------------------------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """A scan, wherever the focus was."""
        self._act(lambda: self._rung(self.app.checkout.scan(code)))

    def add(self, sku: str, typed: str = "") -> bool:
        """A tile or a search result was chosen, perhaps with a typed quantity or weight; False when it was refused."""
        return self._act(lambda: self._rung(self.app.checkout.add(sku, parse_quantity(typed) if typed else UNIT)))

    def add_at_price(self, sku: str, typed: str) -> bool:
        """Goods without a price of their own, at a typed one."""
        digits = self.app.desk.store.currency.digits
        return self._act(lambda: self._rung(self.app.checkout.add(sku, amount=parse_amount(typed, digits))))

    def choose(self, product: Product) -> bool:
        """One of several products that fit the scanned code; False when no scan is waiting for the choice."""
        pending, self._pending = self._pending, None
        if pending is None or product not in pending.products:
            return False
        self._act(lambda: self._rung(self.app.checkout.choose(pending, product)))
        return True

    def sell_unlisted(self, row: int, name: str, category: str, tax: str, price: str) -> bool:
        """Sell what no product list knows, in place of a red line or (row -1) without one; False when refused."""
        digits = self.app.desk.store.currency.digits
        line = int(self.rows[row].key) if row >= 0 else 0

        def sell() -> None:
            self._rung(self.app.checkout.sell_unlisted(line, name, category, tax, parse_amount(price, digits)))

        return self._act(sell)

    # -- lines ----------------------------------------------------------------------------------------------------

    def step(self, row: int, by: int) -> None:
        """One more or one less; minus at one removes."""
        line = self.line(row)
        if line is None:
            return
        wanted = line.line.quantity + by * UNIT
        if wanted <= 0:
            self.remove(row)
        else:
            self._act(lambda: self._set_quantity(line.line.number, wanted))

    def quantity_of(self, row: int) -> str:
        """The quantity of a line as one types it; "" for a red line."""
        line = self.line(row)
        return format_quantity(line.line.quantity) if line is not None else ""

    def may_change(self, row: int) -> bool:
        """Whether a line can have another quantity; if not, why is said. A red line has none."""
        line = self.line(row)
        return line is not None and self._act(lambda: check_changeable(line.line))

    def code_of(self, row: int) -> str:
        """The code of a red line; "" without one (row -1)."""
        number = int(self.rows[row].key) if row >= 0 else 0
        return next((p.code for p in self.app.desk.basket.cart.problems if p.number == number), "")

    def stopped(self, row: int) -> Refused | None:
        """Why the goods of a red line may not be sold under any name."""
        number = int(self.rows[row].key) if row >= 0 else 0
        problems = self.app.desk.basket.cart.problems
        red = next((p for p in problems if p.number == number and p.no_goods), None)
        return Refused(red.refusal, **dict(red.facts)) if red is not None else None

    def set_quantity(self, row: int, text: str) -> bool:
        """A typed quantity; False when it was refused."""
        line = int(self.rows[row].key)
        return self._act(lambda: self._set_quantity(line, parse_quantity(text)))

    def _set_quantity(self, line: int, quantity: int) -> None:
        self.app.checkout.set_quantity(line, quantity)
        self.refresh(stand_on=line)

    def remove(self, row: int) -> None:
        """Take a line out, or dismiss a red one."""
        if not 0 <= row < len(self.rows):
            return
        line, sold = int(self.rows[row].key), self.line(row)

        def take_out() -> None:
            self.app.checkout.remove(line)
            self.refresh()
            self.removed.emit(sold.line.product if sold is not None else None)

        self._act(take_out)

    def undo(self) -> None:
        """Bring back the line removed last, and stand on it."""
        here = {line.number for line in self.app.desk.basket.cart.lines}

        def bring_back() -> None:
            self.app.checkout.undo()
            back = [line.number for line in self.app.desk.basket.cart.lines if line.number not in here]
            self.refresh(stand_on=back[-1] if back else None)

        self._act(bring_back)

    def clear(self, approver: Staff | None = None) -> None:
        """Empty the basket, or ask for someone who may."""
        try:
            self.app.checkout.clear(approver=approver)
        except Refused as no:
            if no.code == "not_permitted":
                self.approval_needed.emit()
            else:
                self.say_no(no)
            return
        self.refresh()
        self.cleared.emit()

    def hold(self, label: str) -> None:
        """Set the basket aside."""

        def put_aside() -> None:
            self.app.holds.hold(label)
            self._large = 0
            self.refresh()
            self.held.emit()

        self._act(put_aside)

    def begin_anew(self) -> None:
        """The next customer: removals of the last basket cannot come back."""
        self.app.checkout.forget_undo()
        self._large = 0
        self.refresh()
        self._tasks.run(self.app.till.sales.last_sale, self.sold_last.emit, self.say_no)

    def resume(self) -> None:
        """The page comes into sight: on a basket that lay there before, the last line is the one to go on from."""
        lines = self.app.desk.priced.lines
        self.refresh(stand_on=lines[-1].line.number if lines and not self._large else None)

    @property
    def can_undo(self) -> bool:
        """Whether a removed line can come back."""
        return self.app.checkout.can_undo

    def line(self, row: int) -> PricedLine | None:
        """The priced line of a row; None for a red one."""
        number = int(self.rows[row].key) if 0 <= row < len(self.rows) else 0
        return next((p for p in self.app.desk.priced.lines if p.line.number == number), None)

    def pay(self) -> None:
        """On to payment; a clock that cannot be believed asks first, and so do prices that changed meanwhile."""
        try:
            self.app.payment.pay()
        except Refused as no:
            if no.code in DOUBTS:
                self._sounds.play("refused")
                self.date_asked.emit(no)
            elif no.code == "prices_changed":
                self._sounds.play("refused")
                self.prices_asked.emit(self.app.repricing.found())
            else:
                self.say_no(no)
        else:
            self.pay_opened.emit()

    def answer_prices(self, found: NewPrices, take: bool) -> None:
        """The basket takes these prices or keeps its own, and payment goes on."""

        def settle() -> None:
            (self.app.repricing.take if take else self.app.repricing.keep)(found)
            self.refresh()

        if self._act(settle):
            self.pay()

    # -- search ---------------------------------------------------------------------------------------------------

    def search(self, typed: str) -> None:
        """Look for goods as they are typed; `found` answers for the newest text only."""
        self._asked = typed
        if not typed.strip():
            self.found_for = ""
            self.found.emit("", [])
            return
        self._tasks.run(lambda: self._search(typed), self._found, self.say_no)

    def enter(self, typed: str) -> None:
        """Enter before the answer was there: the best match is rung up; what no search knows may be a code."""
        self._asked = typed
        self._tasks.run(lambda: self._search(typed), self._entered, self.say_no)

    def _search(self, typed: str) -> tuple[str, list[Listing]]:
        if typed != self._asked:
            return typed, []  # a newer letter is on its way
        return typed, self.app.catalog.search(typed, RESULTS)

    def _found(self, answer: tuple[str, list[Listing]]) -> None:
        if answer[0] == self._asked:
            self.found_for = answer[0]
            self.found.emit(*answer)

    def _entered(self, answer: tuple[str, list[Listing]]) -> None:
        typed, found = answer
        if typed != self._asked:
            return
        if found:
            self.entered_found.emit(found[0].product)
        elif looks_like_code(typed.strip()) or self.app.is_customers(typed.strip()):
            self.entered_code.emit(typed.strip())
        else:
            self._sounds.play("refused")
            self.nothing_found.emit(typed)

    # -- what comes of it -----------------------------------------------------------------------------------------

    def _act(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except Refused as no:
            self.say_no(no)
            return False
        return True

    def say_no(self, no: Refused) -> None:
        """A refusal, where the last scan stands."""
        self._sounds.play("refused")
        was_red = len(self.rows) - len(self.app.desk.priced.lines)
        self.refresh(stand_on_last=len(self.app.desk.basket.cart.problems) > was_red)
        self.refused.emit(no)

    def _rung(self, what: Added | Choice | Aside) -> None:
        if isinstance(what, Aside):
            self.held_out.emit(what.code)
            return
        if isinstance(what, Choice):
            self._pending = what
            self._sounds.play("refused")
            self.choice.emit(what.products)
            return
        self._sounds.play("good" if what.look is None else "refused")
        self.refresh(stand_on=what.line)
        if what.look is not None:
            self.refused.emit(what.look)

    def large(self) -> LastScan | None:
        """The line that stands large, as it is now; None when it is no longer in the basket."""
        row = next((row for row in reversed(self.rows) if row.key == str(self._large)), None)
        return LastScan(row.name, row.quantity, row.amount) if row is not None else None

    def refresh(self, stand_on: int | None = None, *, stand_on_last: bool = False) -> None:
        """Rows and totals of the basket as it lies there; the line to stand on is chosen and stands large."""
        if self.words is None:
            return
        desk = self.app.desk
        currency, priced = desk.store.currency, desk.priced
        self.rows = self._rows.rows(priced, desk.basket.cart.problems, currency, self.words, self._offers)
        current = len(self.rows) - 1 if stand_on_last else None
        if stand_on is not None:
            current = next((i for i in range(len(self.rows) - 1, -1, -1) if self.rows[i].key == str(stand_on)), None)
        self.basket.emit(self.rows, current)
        self.totals_now = Totals(
            units=priced.units // UNIT,
            gross=plain(priced.gross, currency),
            discount=plain(-priced.discount, currency) if priced.discount else "",
            due=money(priced.total, currency),
            unsold=len(desk.basket.cart.problems),
        )
        self.totals.emit(self.totals_now)
        if current is not None and stand_on is not None:
            self._large = stand_on
            row = self.rows[current]
            self.last_scan.emit(LastScan(row.name, row.quantity, row.amount))


def looks_like_code(typed: str) -> bool:
    """Whether typed digits are a whole code, as it is printed on goods."""
    return len(typed) in CODE_LENGTHS and kind(typed) != "other" and check_digit_holds(typed)
