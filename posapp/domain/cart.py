"""The basket as a value: every change makes a new Cart. Quantities are thousandths, amounts minor units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.reduction import NOBODY, Given, LineDiscount
from posapp.domain.return_rules import is_fault
from posapp.domain.sold import AS_PAID, RefundChoice, ReturnLine, Sold

UNIT = 1000
MOST = 9_999 * UNIT
"""The largest quantity of a line; more is a slip of the hand (a barcode scanned into the quantity)."""
MOST_SERIAL, MOST_NOTE, MOST_SOURCE, MOST_ID = 40, 200, 80, 64
"""Signs of what people type or scan beside the goods: a serial number, a note, a source, somebody's id."""

Facts = Mapping[str, str | int]
NO_FACTS: Facts = MappingProxyType({})

OrderDiscountKind = Literal["coupon", "manual", "round_off"]


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line. `amount` is a gross given by a label or an import script instead of unit price times quantity;
    `given_discount` a reduction that an import script brings along; `override` a unit price set by a person
    (`override_by`), as a discount or because the shelf's `tag` says so; `discount`: what a person took off;
    `associate`: who sold it, where that is not who sold the rest; `rung`: who rang it up, where somebody else has taken
    the basket over since."""

    number: int
    product: Product
    quantity: int = UNIT
    amount: int | None = None
    given_discount: int = 0
    override: int | None = None
    code: str = ""
    unlisted: bool = False
    override_by: Given = NOBODY
    tag: bool = False
    discount: LineDiscount | None = None
    serial: str = ""
    associate: str = ""
    rung: str = ""

    @property
    def reduced(self) -> bool:
        """Whether a person has lowered its price already, the shelf's tag aside."""
        return self.discount is not None or (self.override is not None and not self.tag)

    @property
    def pieces(self) -> int:
        """Whole pieces, as promotions count them: something weighed is one."""
        return 1 if self.product.weighed else self.quantity // UNIT


@dataclass(frozen=True, slots=True)
class Problem:
    """A red line to resolve before payment: a scan that found nothing or was refused, or what was given by hand at
    another till; its number is negative. `name`: the goods, where they are known; `facts`: what the text mentions."""

    number: int
    code: str
    refusal: str
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def no_goods(self) -> bool:
        """Whether it must not be sold under any name."""
        return self.refusal in ("stop_sale", "not_taken_over")

    def unresolved(self) -> Refused:
        """Why the basket cannot go on as long as the line is there."""
        facts, plain = dict(self.facts), self.name or self.code
        zh, en = (facts.get(f"name_{language}") or plain for language in ("zh", "en"))
        if self.refusal == "stop_sale":
            return Refused("stopped_on_counter", scanned=plain, scanned_zh=zh, scanned_en=en)
        if self.refusal == "not_taken_over":
            return Refused("not_given_again", scanned=plain, scanned_zh=zh, scanned_en=en)
        return Refused("unresolved_scan", scanned=plain, scanned_zh=zh, scanned_en=en)


@dataclass(frozen=True, slots=True)
class OrderDiscount:
    """A reduction of the whole basket, split over the lines by money rule M4: a percentage where there is one, what
    lies above a multiple of `step` (抹零), or an amount. `most`: see `reduction`.

    Of a coupon `id` is the code and `spend` from which sum on it counts; of one that is good for only so many baskets
    `use` names this one. `waits`: the hub is being asked, and nothing is given yet; `reserved`: it keeps the coupon."""

    kind: OrderDiscountKind
    id: str
    amount: int = 0
    percent: int = 0
    most: int | None = None
    step: int = 0
    by: Given = NOBODY
    spend: int = 0
    use: str = ""
    waits: bool = False
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Cart:
    """A basket. Line numbers are never reused within a basket, so a line keeps its name on screen and in journals.
    `removed`: what was taken out again after it was rung up, in that order; `tier`: that of the member; `age`: the one
    that the customer was found to have; `note`: what they asked for; `source`: what brought them here; `associate`: who
    served them."""

    lines: tuple[CartLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    discounts: tuple[OrderDiscount, ...] = ()
    member: str | None = None
    next_number: int = 1
    removed: tuple[CartLine, ...] = ()
    tier: str = ""
    age: int = 0
    note: str = ""
    source: str = ""
    associate: str = ""
    returns: tuple[ReturnLine, ...] = ()
    sold: Sold | None = None
    """What comes back, and the sale that it is of: one sale at a time."""
    refund: RefundChoice = AS_PAID

    @property
    def empty(self) -> bool:
        """No goods, none that come back, and nothing to resolve."""
        return not self.lines and not self.problems and not self.returns


def add(
    cart: Cart,
    product: Product,
    quantity: int = UNIT,
    *,
    amount: int | None = None,
    given_discount: int = 0,
    code: str = "",
    unlisted: bool = False,
) -> Cart:
    """The cart with the goods added; equal goods by the piece join the line that is there."""
    check_quantity(quantity)
    alone = product.weighed or product.serial or product.open_price or unlisted or given_discount
    if amount is None and not alone:
        for i, line in enumerate(cart.lines):
            if line.product.sku == product.sku and _joinable(line):
                check_quantity(line.quantity + quantity)
                merged = replace(line, quantity=line.quantity + quantity)
                return replace(cart, lines=(*cart.lines[:i], merged, *cart.lines[i + 1 :]))
    line = CartLine(cart.next_number, product, quantity, amount, given_discount, None, code, unlisted)
    return replace(cart, lines=(*cart.lines, line), next_number=cart.next_number + 1)


def _joinable(line: CartLine) -> bool:
    by_hand = line.override is not None or line.discount is not None or line.given_discount
    return line.amount is None and not by_hand and not line.unlisted and not line.associate and not line.rung


def taken_over(cart: Cart, before: str) -> Cart:
    """The cart in the hands of somebody else: its lines say who rang them up until now."""
    return replace(
        cart,
        lines=tuple(line if line.rung else replace(line, rung=before) for line in cart.lines),
        removed=tuple(line if line.rung else replace(line, rung=before) for line in cart.removed),
    )


def check_changeable(line: CartLine) -> None:
    """Refused where the line is an amount, not a quantity at a price: a label gave it, or a person typed it."""
    if line.amount is not None:
        raise Refused("label_amount_fixed" if line.code else "typed_amount_fixed")


def set_quantity(cart: Cart, number: int, quantity: int) -> Cart:
    """The cart with another quantity on that line, where it may change."""
    check_quantity(quantity)
    line = find(cart, number)
    check_changeable(line)
    if line.product.serial and quantity != UNIT:
        raise Refused("serial_one_each")
    changed = _put(cart, replace(line, quantity=quantity))
    return changed if quantity >= line.quantity else _note(changed, replace(line, quantity=line.quantity - quantity))


def remove(cart: Cart, number: int) -> Cart:
    """The cart without that line; of goods that come back none are noted, for nothing was rung up."""
    if any(back.number == number for back in cart.returns):
        return without_return(cart, number)
    gone = find(cart, number)
    return _note(replace(cart, lines=tuple(line for line in cart.lines if line is not gone)), gone)


def with_returns_of(cart: Cart, sold: Sold, lines: tuple[ReturnLine, ...]) -> Cart:
    """The cart with these goods of the sale to be taken back."""
    numbered = tuple(replace(line, number=cart.next_number + n) for n, line in enumerate(lines))
    returns = (*cart.returns, *numbered)
    return replace(cart, returns=returns, sold=sold, next_number=cart.next_number + len(lines))


def refund_as_paid(cart: Cart) -> Cart:
    """The cart without a choice how the money goes back: somebody allowed that for the goods that lay there then."""
    return replace(cart, refund=replace(AS_PAID, person=cart.refund.person, alone=cart.refund.alone))


def without_return(cart: Cart, number: int) -> Cart:
    """The cart without these goods that come back; they stay with the customer. What was paid for sending goes back
    only beside goods of which the seller is at fault."""
    left = tuple(back for back in cart.returns if back.number != number)
    sending = {line.number for line in cart.sold.lines if line.shipping} if cart.sold is not None else set()
    if not any(is_fault(back.reason) for back in left if back.of not in sending):
        left = tuple(back for back in left if back.of not in sending)
    if left:
        return replace(cart, returns=left)
    return replace(cart, returns=(), sold=None, refund=AS_PAID)


def _note(cart: Cart, gone: CartLine) -> Cart:
    return replace(cart, removed=(*cart.removed, gone))


def bring_back(cart: Cart, gone: CartLine) -> Cart:
    """The cart with a removed line in its old place, or at the end where a basket begun since has that number."""
    here = {line.number for line in cart.lines}
    back = replace(gone, number=cart.next_number) if gone.number in here else gone
    at = next((i for i in range(len(cart.removed) - 1, -1, -1) if cart.removed[i] == gone), len(cart.removed))
    return replace(
        cart,
        lines=tuple(sorted((*cart.lines, back), key=lambda line: line.number)),
        removed=(*cart.removed[:at], *cart.removed[at + 1 :]),
        next_number=max(cart.next_number, back.number + 1),
    )


def reduce_line(cart: Cart, line: CartLine) -> Cart:
    """The cart with that line at another price or discount."""
    find(cart, line.number)
    return _put(cart, line)


def order_discount(cart: Cart, kind: OrderDiscountKind) -> OrderDiscount | None:
    """The reduction of that kind of the whole basket."""
    return next((d for d in cart.discounts if d.kind == kind), None)


def without_discount(cart: Cart, kind: OrderDiscountKind) -> Cart:
    """The cart without it."""
    return replace(cart, discounts=tuple(d for d in cart.discounts if d.kind != kind))


def with_discount(cart: Cart, discount: OrderDiscount) -> Cart:
    """The cart with it, in place of one of its kind."""
    return replace(cart, discounts=(*without_discount(cart, discount.kind).discounts, discount))


def coupons(cart: Cart) -> tuple[OrderDiscount, ...]:
    """The coupons on it."""
    return tuple(d for d in cart.discounts if d.kind == "coupon")


def with_coupon(cart: Cart, coupon: OrderDiscount) -> Cart:
    """The cart with the coupon, in place of the same one."""
    return replace(cart, discounts=(*without_coupon(cart, coupon.id).discounts, coupon))


def without_coupon(cart: Cart, code: str) -> Cart:
    """The cart without it."""
    return replace(cart, discounts=tuple(d for d in cart.discounts if (d.kind, d.id) != ("coupon", code)))


def find(cart: Cart, number: int) -> CartLine:
    """The line of that number, or Refused("no_such_line")."""
    for line in cart.lines:
        if line.number == number:
            return line
    raise Refused("no_such_line", line=number)


def note_problem(cart: Cart, code: str, refusal: str, name: str = "", facts: Facts = NO_FACTS) -> Cart:
    """The cart with a red line for a scan that cannot be sold as it is."""
    number = min((p.number for p in cart.problems), default=0) - 1
    told = tuple((fact, str(value)) for fact, value in facts.items())
    return replace(cart, problems=(*cart.problems, Problem(number, code, refusal, name, told)))


def set_aside(cart: Cart, number: int, refusal: str, facts: Facts = NO_FACTS) -> Cart:
    """The cart with a red line in place of a line that cannot be sold any more; it counts as taken out."""
    line = find(cart, number)
    product = line.product
    amount = f" × {format_quantity(line.quantity)}" if line.quantity != UNIT else ""
    name = (product.name_zh or product.name_en) + amount
    return note_problem(remove(cart, number), line.code or product.sku, refusal, name, facts)


def dismiss_problem(cart: Cart, number: int) -> Cart:
    """The cart without that red line."""
    if all(p.number != number for p in cart.problems):
        raise Refused("no_such_line", line=number)
    return replace(cart, problems=tuple(p for p in cart.problems if p.number != number))


def check_quantity(quantity: int) -> None:
    """Refused("quantity_range") unless 0 < quantity <= MOST."""
    if not 0 < quantity <= MOST:
        raise Refused("quantity_range", most=format_quantity(MOST))


def _put(cart: Cart, changed: CartLine) -> Cart:
    return replace(cart, lines=tuple(changed if line.number == changed.number else line for line in cart.lines))
