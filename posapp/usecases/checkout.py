"""Ringing up: scan, add, change, remove, undo, empty. After each the desk holds the new basket and its prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from posapp.contract.ops import encode
from posapp.contract.translate import basket_cleared_op, coupons_back
from posapp.domain import cart as carts
from posapp.domain.asked import with_serial
from posapp.domain.barcode import (
    Gs1Reading,
    ItemCode,
    LabelPattern,
    LabelReading,
    Reading,
    label_pattern,
    nameable,
    read,
)
from posapp.domain.cart import MOST_SERIAL, UNIT, Cart, CartLine
from posapp.domain.catalog import Found, Product
from posapp.domain.errors import Refused
from posapp.domain.money import divide, money
from posapp.domain.payment_code import wallet_of
from posapp.domain.pricing import PricedLine
from posapp.domain.staff import Staff
from posapp.domain.typed import seen, shown
from posapp.usecases.desk import Desk
from posapp.usecases.stop_sales import StopSales

UNDO_DEPTH = 20
MOST_PRICE = 10**9
"""Minor units: a typed price above is a slip of the hand (a barcode scanned into the field)."""


_SAID_ONLY: Final = ("serial_twice",)
"""Refusals after which nothing is left to resolve: the goods are in the basket already."""


@dataclass(frozen=True, slots=True)
class Added:
    """The goods are in the basket on this line; `look`: why a person must look at them all the same."""

    line: int
    look: Refused | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One code fits several products (一码多品): a person chooses."""

    found: tuple[Found, ...]
    reading: Reading

    @property
    def products(self) -> tuple[Product, ...]:
        """What there is to choose from."""
        return tuple([found.product for found in self.found])


@dataclass(frozen=True, slots=True)
class PriceWanted:
    """Goods without a price of their own: a person types it, then `at_price` rings them up."""

    product: Product
    code: str = ""
    look: Refused | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """No goods: a member's card or a coupon, of which the basket has not changed yet."""

    code: str


class Checkout:
    """The basket in the cashier's hands."""

    def __init__(self, desk: Desk, stop_sales: StopSales, is_known: Callable[[str], bool]) -> None:
        """`is_known`: whether a code that no goods have is a member's card or a coupon."""
        self._desk = desk
        self._stop_sales = stop_sales
        self._undo: tuple[CartLine, ...] = ()
        self._is_known = is_known
        self._labels: tuple[tuple[tuple[str, int, int], ...], tuple[LabelPattern, ...]] = ((), ())

    def scan(self, code: str) -> Added | Choice | PriceWanted | Aside:
        """Ring up what the code says. A refusal stays in the basket as a red line and changes nothing else.

        Refused("open_payment_first") for what pays: it is neither looked up nor kept.
        """
        self._at_goods()
        self._must_not_pay(code)
        found: tuple[Found, ...] = ()
        try:
            reading = self._read(code)
            found = self._find(reading)
            return self._ring(found[0], reading) if len(found) == 1 else Choice(found, reading)
        except Refused as refused:
            if not found and self._is_known(code.strip()):
                return Aside(code.strip())
            if not found and wallet_of(code, self._desk.store.wallet_codes):  # a label of nothing that is sold here
                raise Refused("open_payment_first") from None
            if refused.code in _SAID_ONLY:
                raise
            text = "".join(c for c in code if c.isprintable())[:64]
            shown = text if found else nameable(text)
            facts = refused.facts if refused.code == "stop_sale" else carts.NO_FACTS
            name = str(facts.get("name_zh", ""))
            self._desk.lay(carts.note_problem(self._desk.basket.cart, shown, refused.code, name, facts))
            raise

    def find(self, code: str) -> tuple[Found, ...]:
        """What the code finds, without ringing it up; Refused as by `scan`, and nothing is kept."""
        self._must_not_pay(code)
        return self._find(self._read(code))

    def choose(self, choice: Choice, product: Product) -> Added | PriceWanted:
        """Ring up the product that a person picked among those that fit the code."""
        self._at_goods()
        return self._ring(next(found for found in choice.found if found.product == product), choice.reading)

    def at_price(self, wanted: PriceWanted, price: int) -> Added:
        """Ring up goods without a price of their own at a typed one."""
        self._at_goods()
        self._check_price(price)
        return self._add(wanted.product, UNIT, amount=price, code=wanted.code, look=wanted.look)

    def sell_at(self, sku: str, price: int) -> Added:
        """The same for goods that were chosen by their number; Refused("price_not_asked") where they have a price."""
        self._at_goods()
        product = self._desk.catalog.by_sku(sku)
        if product is None:
            raise Refused("unknown_sku", sku=sku)
        if not product.open_price:
            raise Refused("price_not_asked")
        return self.at_price(PriceWanted(self._desk.today(product), look=self._stop_sales.check(product)), price)

    def _check_price(self, price: int) -> None:
        """Refused where a typed price is a slip of the hand, or could round to nothing when it is paid in cash."""
        if not 0 < price <= MOST_PRICE:
            raise Refused("amount_format")
        step = self._desk.store.cash_rounding.step
        if price < step:
            raise Refused("price_below_step", least=money(step, self._desk.store.currency))

    def add(self, sku: str, quantity: int = UNIT, *, amount: int | None = None, given_discount: int = 0) -> Added:
        """Ring up a product by its number. Amount and given discount come from import scripts only."""
        self._at_goods()
        product = self._desk.catalog.by_sku(sku)
        if product is None:
            raise Refused("unknown_sku", sku=sku)
        look, given = self._stop_sales.check(product), given_discount
        return self._add(self._desk.today(product), quantity, amount=amount, given_discount=given, look=look)

    def set_quantity(self, line: int, quantity: int) -> None:
        """Another quantity on a line."""
        self._at_goods()
        self._desk.lay(carts.set_quantity(self._desk.basket.cart, line, quantity))

    def remove(self, line: int) -> None:
        """Take a line out of the basket (`undo` brings it back), or dismiss a red line."""
        self._at_goods()
        cart = self._desk.basket.cart
        if line < 0:
            self._lay_less(carts.dismiss_problem(cart, line))
            return
        if any(back.number == line for back in cart.returns):
            self._lay_less(carts.refund_as_paid(carts.remove(cart, line)))
            return
        gone = carts.find(cart, line)
        self._lay_less(carts.remove(cart, line))
        self._undo = (*self._undo[1 - UNDO_DEPTH :], gone)

    def _lay_less(self, after: Cart) -> None:
        """Lay a cart that lost a line. With the last one the basket was emptied, which the journal keeps as well; who
        may not empty it does not do so line by line either. Refused("not_permitted")."""
        if after.empty and after.removed:
            act = "void" if len(after.removed) > 1 else "sell"
            self._record_cleared((), after.removed, self._desk.seller(act))
        self._desk.lay(after)

    @property
    def can_undo(self) -> bool:
        """Whether a removal can be taken back."""
        return bool(self._undo)

    def undo(self) -> None:
        """Bring back the line removed last; what was rung up since stays."""
        self._at_goods()
        if not self._undo:
            raise Refused("nothing_to_undo")
        self._desk.lay(carts.bring_back(self._desk.basket.cart, self._undo[-1]))
        self._undo = self._undo[:-1]

    def sell_unlisted(self, line: int, name: str, category: str, tax: str, price: int, quantity: int = UNIT) -> Added:
        """Sell an unknown code by category and tax; head office hears of it through the sale."""
        self._at_goods()
        cart = self._desk.basket.cart
        red = next((p for p in cart.problems if p.number == line), None)
        if red is not None and red.no_goods:
            raise Refused(red.refusal, **dict(red.facts))
        code = red.code if red is not None else ""
        self._check_price(price)
        product = Product(f"?{code}", shown(name), shown(name), price, tax, category, open_price=True)
        added = carts.add(cart, product, quantity, code=code, unlisted=True)
        self._desk.lay(carts.dismiss_problem(added, line) if line < 0 else added)
        return Added(added.next_number - 1)

    def clear(self, reason: str = "", approver: Staff | None = None) -> None:
        """Empty the basket; the journal keeps its lines, who did it and who approved it."""
        staff = self._desk.seller("void", approver)
        self._desk.must_be_settled()
        if self._desk.basket.tenders:
            raise Refused("tenders_taken")
        lines, removed = self._desk.priced.lines, self._desk.basket.cart.removed
        if lines or removed:
            self._record_cleared(lines, removed, staff, reason, approver)
        self._undo = ()
        self._desk.put_back(None)
        self._desk.save()

    def _record_cleared(
        self,
        lines: tuple[PricedLine, ...],
        removed: tuple[CartLine, ...],
        staff: Staff,
        reason: str = "",
        approver: Staff | None = None,
    ) -> None:
        body = encode(basket_cleared_op(lines, removed, seen(reason), approver.id if approver else ""))
        back = coupons_back(carts.coupons(self._desk.basket.cart), "voided")
        moment = self._desk.moment()
        then = ("coupon_released", encode(back)) if back is not None else None
        self._desk.till.facts.record(
            "basket_cleared", body, moment.at, moment.business_date, staff.id, clear_basket=True, then=then
        )

    def forget_undo(self) -> None:
        """A new basket begins: removals of the last one cannot come back."""
        self._undo = ()

    def _at_goods(self) -> None:
        self._desk.seller()
        if self._desk.basket.paying:
            raise Refused("payment_open")

    def _patterns(self) -> tuple[LabelPattern, ...]:
        rows = self._desk.store.label_patterns
        if self._labels[0] is not rows:
            self._labels = (rows, tuple(label_pattern(p, weight_decimals=w, amount_decimals=a) for p, w, a in rows))
        return self._labels[1]

    def _read(self, code: str) -> Reading:
        """What the code says. A number with a wrong check digit is good where the catalogue knows it so."""
        try:
            return read(code, self._patterns(), self._desk.store.currency.digits)
        except Refused as refused:
            if refused.code == "check_digit" and self._desk.catalog.by_code(code.strip()):
                return ItemCode(code.strip(), (code.strip(),))
            raise

    def _must_not_pay(self, code: str) -> None:
        """Refused("open_payment_first") of a code that pays: it is not looked up, and stays nowhere. The digits can be
        those of a label too, which is goods at this step."""
        desk = self._desk
        if wallet_of(code, desk.store.wallet_codes) is None:
            return
        try:
            is_label = isinstance(read(code, self._patterns(), desk.store.currency.digits), LabelReading)
        except Refused:
            is_label = False
        if not is_label:
            raise Refused("open_payment_first")

    def amount_on(self, code: str) -> int | None:
        """What a label says that its goods cost; None where it says no such thing."""
        try:
            reading = self._read(code)
        except Refused:
            return None
        return None if isinstance(reading, ItemCode) else reading.amount

    def _find(self, reading: Reading) -> tuple[Found, ...]:
        """The products of the code; where none has it itself, those for which it stands otherwise."""
        catalog, is_item = self._desk.catalog, isinstance(reading, LabelReading)
        for key in reading.keys:
            products = catalog.by_item(key) if is_item else catalog.by_code(key)
            if products:
                return tuple([Found(self._desk.today(product)) for product in products])
        for key in () if is_item else reading.keys:
            if marked := catalog.by_marked_code(key):
                return tuple([replace(found, product=self._desk.today(found.product)) for found in marked])
        raise Refused("unknown_code", code=reading.code)

    def _ring(self, found: Found, reading: Reading) -> Added | PriceWanted:
        product, pieces = found.product, found.pieces * UNIT
        look = self._stop_sales.check(product, reading)
        if product.open_price and (isinstance(reading, ItemCode) or reading.amount is None):
            return PriceWanted(product, reading.code, look)
        if isinstance(reading, ItemCode):
            return self._add(product, pieces, code=reading.code, look=look)
        if 0 in (reading.weight, reading.amount, reading.quantity):  # a scale that was not ready, or a trick
            raise Refused("label_zero", code=reading.code)
        if isinstance(reading, Gs1Reading):
            return self._ring_gs1(found, reading, look)
        quantity = reading.weight or reading.quantity
        if quantity is None and reading.amount is not None and product.price > 0:
            quantity = max(1, divide(reading.amount * UNIT, product.price))
        return self._add(product, quantity or UNIT, amount=reading.amount, code=reading.code, look=look)

    def _ring_gs1(self, found: Found, reading: Gs1Reading, look: Refused | None) -> Added:
        """Weight counts for weighed goods only, and a price only in the shop's own currency."""
        if reading.amount is not None and reading.currency_number is not None:
            raise Refused("label_currency", code=reading.code)
        product, serial = found.product, reading.serial if found.product.serial else None
        quantity = (reading.weight if product.weighed else reading.quantity) or found.pieces * UNIT
        return self._add(product, quantity, amount=reading.amount, code=reading.code, look=look, serial=serial or "")

    def _add(
        self,
        product: Product,
        quantity: int,
        *,
        amount: int | None = None,
        given_discount: int = 0,
        code: str = "",
        look: Refused | None = None,
        serial: str = "",
    ) -> Added:
        if product.open_price and amount is None:
            raise Refused("price_needed")
        if product.serial and quantity != UNIT and self._desk.asks_about_goods:
            raise Refused("serial_one_each")
        before = self._desk.basket.cart
        cart = carts.add(before, product, quantity, amount=amount, given_discount=given_discount, code=code)
        if serial:
            line = cart.lines[-1]
            cart = carts.reduce_line(cart, replace(line, serial=with_serial(cart, line, shown(serial)[:MOST_SERIAL])))
        self._desk.lay(cart)
        for was, line in zip(before.lines, cart.lines, strict=False):
            if was is not line:
                return Added(line.number, look)
        return Added(cart.lines[-1].number, look)
