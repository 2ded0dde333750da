"""Prices by hand: another price, the shelf tag's, a discount on a line or the whole basket, and 抹零.

Each is planned first, so that a person sees what it comes to and whether somebody else has to allow it, and then given:
the basket and the journal entry with who, why and how much are written together. All of it works without the hub.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from posapp.contract.ops import PriceActOp, encode
from posapp.domain import cart as carts
from posapp.domain.cart import Cart, CartLine, OrderDiscount, OrderDiscountKind
from posapp.domain.errors import Refused
from posapp.domain.money import divide, money
from posapp.domain.pricing import PricedCart
from posapp.domain.pricing.order_discounts import open_to_discount
from posapp.domain.reduction import NOBODY, WHOLE, Given, LineDiscount, share
from posapp.domain.staff import Staff, not_allowed, not_alone
from posapp.domain.store import round_off_steps
from posapp.domain.typed import shown
from posapp.usecases.desk import Desk

MOST_REASON = 60
MOST_PRICE = 10**9
"""Minor units: a typed price above is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a person is about to give. `op` says it without who allows it; `off` of `base` is what limits are about;
    `beyond`: why somebody else has to allow it."""

    act: str
    cart: Cart
    op: PriceActOp
    before: Cart
    off: int
    base: int
    beyond: Refused | None = None


class Reductions:
    """What a person takes off prices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # -- plans ----------------------------------------------------------------------------------------------------

    def price(self, line: int, price: int, reason: str, *, tag: bool = False) -> Plan:
        """Another price for one of the goods of a line; `tag`: because the shelf says so, which is no discount."""
        cart = self._at_goods()
        was, why = carts.find(cart, line), self._reason(reason, needed=not tag)
        if was.amount is not None or was.unlisted or was.product.open_price or was.given_discount:
            raise Refused("price_typed")
        if was.discount is not None:
            raise Refused("line_reduced")
        list_price = was.product.price
        if not 0 <= price <= MOST_PRICE:
            raise Refused("amount_format")
        if price == list_price:
            raise Refused("price_same", price=money(price, self._desk.store.currency))
        if tag and price > list_price:
            raise Refused("tag_not_lower", price=money(list_price, self._desk.store.currency))
        now = replace(was, override=price, override_by=Given(why), tag=tag)
        percent = share(list_price - price, list_price)
        op = PriceActOp(_price_kind(now), list_price, price, line, was.product.sku, percent, why)
        act = "tag_price" if tag else "override_price"
        return self._checked(Plan(act, carts.reduce_line(cart, now), op, cart, list_price - price, list_price))

    def line_discount(self, line: int, reason: str, *, percent: int = 0, amount: int = 0) -> Plan:
        """So much off what a line costs by then."""
        cart = self._at_goods()
        was, why = carts.find(cart, line), self._reason(reason)
        if (was.override is not None and not was.tag) or was.given_discount:
            raise Refused("line_reduced")
        bare = self._desk.prices_of(self._without_order(carts.reduce_line(cart, replace(was, discount=None))))
        net = _net(bare, line)
        self._check(percent, amount, net)
        now = replace(was, discount=LineDiscount(amount, percent, None, Given(why)))
        off = divide(net * percent, WHOLE) if percent else amount
        op = PriceActOp("manual", net, net - off, line, was.product.sku, share(off, net), why)
        return self._checked(Plan("discount", carts.reduce_line(cart, now), op, cart, off, net))

    def order_discount(self, reason: str, *, percent: int = 0, amount: int = 0) -> Plan:
        """So much off the whole basket. Refused("round_off_stands"): 抹零 does not go with it."""
        cart, why = self._at_goods(), self._reason(reason)
        if carts.order_discount(cart, "round_off") is not None:
            raise Refused("round_off_stands")
        nets = [line.net for line in self._desk.prices_of(_bought(self._without_order(cart))).lines]
        self._check(percent, amount, sum(nets))
        discount = OrderDiscount("manual", why, amount, percent, None, 0, Given(why))
        off = divide(sum(nets) * percent, WHOLE) if percent else amount
        op = PriceActOp("manual", sum(nets), sum(nets) - off, percent=share(off, sum(nets)), reason=why)
        base = open_to_discount(nets, cart.lines)
        return self._checked(Plan("discount", carts.with_discount(cart, discount), op, cart, off, base))

    def round_off(self, step: int | None = None) -> Plan:
        """抹零: down to a whole yuan (or the step given). Refused("order_reduced"): not with a discount by hand."""
        cart, steps = self._at_goods(), round_off_steps(self._desk.store)
        if not cart.lines:
            raise Refused("empty_basket")
        if not steps or self._desk.store.tax_mode == "exclusive":
            raise Refused("round_off_never")
        step = steps[0] if step is None else step
        if step not in steps:
            raise Refused("round_off_step", steps=", ".join(money(s, self._desk.store.currency) for s in steps))
        if carts.order_discount(cart, "manual") is not None:
            raise Refused("order_reduced")
        bare = self._desk.prices_of(_bought(carts.without_discount(cart, "round_off"))).total
        rounded = bare - bare % step
        if rounded in (bare, 0):
            raise Refused("round_off_nothing", total=money(bare, self._desk.store.currency))
        after = carts.with_discount(cart, OrderDiscount("round_off", "round_off", step=step))
        return self._checked(
            Plan("round_off", after, PriceActOp("round_off", bare, rounded), cart, bare - rounded, bare)
        )

    # -- deeds ----------------------------------------------------------------------------------------------------

    def give(self, plan: Plan, approver: Staff | None = None) -> PricedCart:
        """Do what was planned. `approver` (SignIn.approve) allows what goes beyond the right or limit of whoever is
        signed in; Refused("not_permitted", "approval_needed") without one who may."""
        desk = self._desk
        self._at_goods()
        staff = desk.seller(plan.act, approver, max(0, plan.off))
        if desk.basket.cart is not plan.before:  # head office stopped goods while somebody looked for the manager
            raise Refused("basket_changed")
        allowing = approver or staff
        may = not_alone if approver is None else not_allowed
        no = may(allowing, plan.act, plan.off, plan.base)
        if no is not None:
            raise no
        by = Given(plan.op.reason, staff.id, approver.id if approver is not None else "")
        op = _with(plan.op, approver=by.approver, offline=desk.is_offline())
        desk.lay_told(_signed(plan, by, allowing.limit(plan.act)), "price_act", encode(op), staff.id)
        return desk.priced

    def may_allow(self, plan: Plan, staff: Staff) -> bool:
        """Whether this second person may."""
        return not_allowed(staff, plan.act, plan.off, plan.base) is None and self._too_much(staff, plan) is None

    def undo_line(self, line: int) -> PricedCart:
        """Take back what was done last to the line's price: its discount, or its other price."""
        cart = self._at_goods()
        was = carts.find(cart, line)
        if was.override is None and was.discount is None:
            raise Refused("nothing_reduced")
        if was.discount is None and was.override is not None:
            bare = replace(was, override=None, override_by=NOBODY, tag=False)
            op = PriceActOp(_price_kind(was), was.override, was.product.price, line, was.product.sku)
            return self._undo(carts.reduce_line(cart, bare), op)
        after = carts.reduce_line(cart, replace(was, discount=None))
        nets = _net(self._desk.priced, line), _net(self._desk.prices_of(after), line)
        return self._undo(after, PriceActOp("manual", *nets, line, was.product.sku))

    def undo_order(self, kind: OrderDiscountKind) -> PricedCart:
        """The basket without its discount by hand ("manual") or without 抹零 ("round_off")."""
        cart = self._at_goods()
        if carts.order_discount(cart, kind) is None:
            raise Refused("nothing_reduced")
        after = carts.without_discount(cart, kind)
        return self._undo(after, PriceActOp(kind, self._desk.priced.total, self._desk.prices_of(after).total))

    def _undo(self, after: Cart, op: PriceActOp) -> PricedCart:
        desk, staff = self._desk, self._desk.seller()
        desk.lay_told(after, "price_act", encode(_with(op, offline=desk.is_offline(), undone=True)), staff.id)
        return desk.priced

    # -- rules ----------------------------------------------------------------------------------------------------

    def _at_goods(self) -> Cart:
        self._desk.seller()
        if self._desk.basket.paying:
            raise Refused("payment_open")
        return self._desk.basket.cart

    def _reason(self, reason: str, *, needed: bool = True) -> str:
        words = shown(" ".join(reason.split()))[:MOST_REASON]
        if needed and not words:
            raise Refused("reason_needed")
        return words

    def _without_order(self, cart: Cart) -> Cart:
        """Without what comes after a discount by hand, or is one of the whole basket itself."""
        return carts.without_discount(carts.without_discount(cart, "manual"), "round_off")

    def _check(self, percent: int, amount: int, net: int) -> None:
        if bool(percent) == bool(amount) or percent < 0 or amount < 0 or percent > WHOLE:
            raise Refused("discount_format")
        if net <= 0:
            raise Refused("nothing_to_reduce")
        if amount > net:
            raise Refused("discount_too_much", most=money(net, self._desk.store.currency))

    def _checked(self, plan: Plan) -> Plan:
        """The plan, with why the person who is signed in may not give it alone."""
        staff = self._desk.staff
        if staff is None:
            raise Refused("not_signed_in")
        beyond = not_alone(staff, plan.act, plan.off, plan.base) or self._too_much(staff, plan)
        return replace(plan, beyond=beyond)

    def _too_much(self, staff: Staff, plan: Plan) -> Refused | None:
        """Why the person may not give so much by the amount, whatever share of the price it is."""
        try:
            self._desk.must_be_allowed(staff, plan.act, max(0, plan.off))
        except Refused as no:
            return no
        return None


def _bought(cart: Cart) -> Cart:
    """Without what comes back in it: that is worth what was paid for it, and nobody reduces it."""
    return replace(cart, returns=(), sold=None)


def _price_kind(line: CartLine) -> str:
    return "tag_differs" if line.tag else "override"


def _with(op: PriceActOp, **fields: object) -> PriceActOp:
    return msgspec.structs.replace(op, **fields)


def _net(priced: PricedCart, line: int) -> int:
    return next(p.net for p in priced.lines if p.line.number == line)


def _signed(plan: Plan, by: Given, most: int | None) -> Cart:
    """The cart of the plan with who gave it, and the limit that goes along."""
    op, cart = plan.op, plan.cart
    if not op.line:
        kind: OrderDiscountKind = "round_off" if op.act == "round_off" else "manual"
        discount = carts.order_discount(cart, kind)
        if discount is None:
            raise ValueError("a plan has what it plans")
        return carts.with_discount(cart, replace(discount, by=by, most=most))
    line = carts.find(cart, op.line)
    if line.discount is not None:
        return carts.reduce_line(cart, replace(line, discount=replace(line.discount, by=by, most=most)))
    return carts.reduce_line(cart, replace(line, override_by=by))
