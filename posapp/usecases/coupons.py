"""Coupons on the basket: asked of the hub where only so many baskets may have one, within a limit without it.

A coupon of which there are only so many comes onto the basket in three steps, so that nothing a crash cuts in two
stays reserved for nobody: `begin` lays its empty place on the basket, under a name (`use`) that the hub knows it by
from then on, and keeps that on disk; `ask` asks the hub, on a thread that may wait; `heard` fills the place, or clears
it. Whatever takes the coupon off again is an entry of the journal, by which the hub has it back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from posapp.contract.ops import encode
from posapp.contract.translate import coupons_back
from posapp.domain import cart as carts
from posapp.domain.cart import Cart, OrderDiscount, Problem
from posapp.domain.coupon import Coupon, must_go_with, taken_off
from posapp.domain.errors import Refused
from posapp.domain.money import money
from posapp.domain.pricing import PricedCart
from posapp.domain.reservation import Reservation
from posapp.domain.staff import Staff
from posapp.domain.store import coupons_offline
from posapp.storage.coupon_sales import used_here, without_the_hub
from posapp.storage.known_members import same_person
from posapp.usecases.desk import Desk

MOST_CODE = 100
MOST_ON_BASKET = 20

Reserve = Callable[[str, str, str], Reservation]
"""(code, use, person) -> what the hub says of it; Refused within the shop's time limit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A coupon whose place is on the basket; `use` "": it is there, and nobody need be asked."""

    coupon: Coupon
    use: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. Without the hub (`no`: why) it goes by how often this till has sold with it (`here`), and by
    what coupons took off today without the hub's word (`off`)."""

    asked: Asked
    no: Refused | None = None
    here: int = 0
    off: int = 0


class Coupons:
    """What customers hold out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, code: str) -> Coupon:
        """The coupon, which is in force; Refused("copies_too_old", "coupon_unknown", "coupon_not_now",
        "coupon_used_up")."""
        desk = self._desk
        desk.seller("coupon")
        coupon = desk.till.coupons.by_key(code.strip()[:MOST_CODE])
        if coupon is None:
            raise Refused("coupon_unknown", code=code.strip()[:MOST_CODE])
        if not coupon.in_force(desk.moment().at):
            raise Refused("coupon_not_now", code=coupon.code)
        if coupon.used_up:
            raise Refused("coupon_used_up", code=coupon.code)
        return coupon

    def named(self, code: str) -> Coupon | None:
        """The coupon of that very code, in force or not; for scans and for what is shown."""
        return self._desk.till.coupons.by_key(code)

    def may_have(self, code: str, member: str | None) -> bool:
        """Whether a basket of this member (None: of nobody) may have the coupon; what was given to an id that leads to
        them is theirs."""
        coupon = self.named(code)
        if coupon is None or coupon.member in ("", member):
            return True
        till = self._desk.till
        return member is not None and coupon.member in same_person(till.known_members, till.members, member)

    # -- onto the basket ------------------------------------------------------------------------------------------

    def begin(self, code: str) -> Asked:
        """Put it on the basket, or only its place where the hub has to be asked (`ask`, then `heard`).

        Refused("empty_basket", "payment_open", "coupon_needs_member", "coupon_on_already", "coupon_alone" …).
        """
        coupon, cart = self.find(code), self._at_goods()
        if not cart.lines:
            raise Refused("empty_basket")
        if not self.may_have(coupon.code, cart.member):
            raise Refused("coupon_needs_member" if cart.member is None else "coupon_of_other", code=coupon.code)
        waiting = next((d for d in carts.coupons(cart) if d.id == coupon.code and d.waits), None)
        if waiting is None:
            self._must_go_with(coupon, cart)
        if not coupon.uses:
            self._desk.lay(_told_no_more(carts.with_coupon(cart, coupon.on_basket()), coupon.code))
            return Asked(coupon)
        use = waiting.use if waiting is not None else _use_told(cart, coupon.code) or secrets.token_hex(8)
        placed = carts.with_coupon(cart, coupon.asked_for(use))
        self._desk.lay(placed)
        self._desk.save()
        return Asked(coupon, use)

    def _must_go_with(self, coupon: Coupon, cart: Cart) -> None:
        on_it = {d.id: self.named(d.id) or Coupon(d.id) for d in carts.coupons(cart)}
        must_go_with(coupon, on_it)
        if len(on_it) >= MOST_ON_BASKET:
            raise Refused("coupon_alone", code=coupon.code)

    def ask(self, asked: Asked, reserve: Reserve) -> Answer:
        """Have the hub keep it for this basket; for a thread that may wait. What it says no with is in the answer."""
        desk, coupon = self._desk, asked.coupon
        if not asked.use:
            return Answer(asked)
        staff = desk.staff
        try:
            said = reserve(coupon.code, asked.use, staff.id if staff is not None else "")
        except Refused as no:
            if no.code not in ("hub_away", "hub_late"):
                return Answer(asked, _unknown(no, coupon.code))
            here = used_here(desk.till, coupon.code)
            return Answer(asked, no, here, without_the_hub(desk.till, desk.moment().business_date))
        if said.state == "reserved":
            return Answer(asked)
        code = "coupon_used_up" if said.state == "used" else "coupon_elsewhere"
        return Answer(asked, Refused(code, code=coupon.code, till=said.number))

    def heard(self, answer: Answer, approver: Staff | None = None) -> PricedCart:
        """Fill the place on the basket, or clear it and say why (Refused).

        Refused("coupon_beyond") leaves the place: `heard` again with a second person (SignIn.approve, "coupon_offline")
        fills it all the same, `take_off` clears it.
        """
        asked, cart = answer.asked, self._at_goods()
        coupon = asked.coupon
        place = next((d for d in carts.coupons(cart) if (d.id, d.use) == (coupon.code, asked.use)), None)
        if not asked.use or place is None or not place.waits:
            return self._desk.priced  # it was taken off meanwhile, or is there
        no = answer.no
        if no is not None and no.code not in ("hub_away", "hub_late"):
            self._desk.lay(carts.without_coupon(cart, coupon.code))
            raise no
        held = self._held_alone() if no is not None else []
        if no is not None and answer.here + sum(d.id == coupon.code for _, d in held) >= coupon.uses:
            self._off((place,), "used_here")
            raise Refused("coupon_used_here", code=coupon.code)
        if approver is not None:
            self._desk.seller("coupon_offline", approver)
        placed = carts.with_coupon(cart, coupon.on_basket(asked.use, reserved=no is None))
        filled = _told_no_more(placed, coupon.code)
        if no is not None and approver is None:
            lying = sum(taken_off(d.id, self._desk.prices_of(held_cart)) for held_cart, d in held)
            self._must_be_within(coupon, answer.off + lying, filled)
        priced = self._desk.lay(filled)
        self._desk.save()
        return priced

    def _held_alone(self) -> list[tuple[Cart, OrderDiscount]]:
        """Coupons without the hub's word on baskets that this till set aside."""
        holds = self._desk.till.holds
        found = [known[1].cart for hold in holds.all() if (known := holds.by_id(hold.id)) is not None]
        return [(cart, d) for cart in found for d in carts.coupons(cart) if d.use and not (d.reserved or d.waits)]

    def _must_be_within(self, coupon: Coupon, off: int, filled: Cart) -> None:
        store = self._desk.store
        priced = self._desk.prices_of(filled)
        for d in carts.coupons(filled):
            off += taken_off(d.id, priced) if d.use and not d.reserved else 0
        most = coupons_offline(store)
        if off > most:
            raise Refused("coupon_beyond", code=coupon.code, most=money(most, store.currency))

    def put(self, code: str, reserve: Reserve, approver: Staff | None = None) -> PricedCart:
        """All of it, for whoever may wait; Refused leaves the basket without it."""
        answer = self.ask(self.begin(code), reserve)
        try:
            return self.heard(answer, approver)
        except Refused as no:
            if no.code == "coupon_beyond":
                self.take_off(answer.asked.coupon.code)
            raise

    # -- off it again ---------------------------------------------------------------------------------------------

    def take_off(self, code: str) -> PricedCart:
        """Without it; Refused("coupon_not_on")."""
        cart = self._at_goods()
        gone = [d for d in carts.coupons(cart) if d.id == code]
        if not gone:
            raise Refused("coupon_not_on", code=code)
        return self._off(gone, "taken_off")

    def _off(self, gone: Iterable[OrderDiscount], why: str) -> PricedCart:
        return self.lay_without(self._desk.basket.cart, gone, why)

    def lay_without(self, cart: Cart, gone: Iterable[OrderDiscount], why: str) -> PricedCart:
        """Lay this cart without these coupons; the hub hears in the journal of those that it keeps for it."""
        left = list(gone)
        for d in left:
            cart = carts.without_coupon(cart, d.id)
        back = coupons_back(left, why)
        if back is None:
            return self._desk.lay(cart)
        self._desk.lay_told(cart, "coupon_released", encode(back), self._desk.seller().id)
        return self._desk.priced

    def _at_goods(self) -> Cart:
        self._desk.seller()
        if self._desk.basket.paying:
            raise Refused("payment_open")
        return self._desk.basket.cart


def _told(cart: Cart, code: str) -> Problem | None:
    """The red line of a coupon that another till's basket had."""
    return next((p for p in cart.problems if dict(p.facts).get("coupon") == code), None)


def _use_told(cart: Cart, code: str) -> str:
    told = _told(cart, code)
    return dict(told.facts).get("use", "") if told is not None else ""


def _told_no_more(cart: Cart, code: str) -> Cart:
    told = _told(cart, code)
    return cart if told is None else carts.dismiss_problem(cart, told.number)


def _unknown(no: Refused, code: str) -> Refused:
    return Refused("coupon_unknown", code=code) if no.code == "not_found" else no
