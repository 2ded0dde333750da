"""Members at the counter: whose basket it is, and enrolling new ones, offline too."""

from __future__ import annotations

import secrets
from dataclasses import replace

from posapp.contract.members import Private
from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.errors import Refused
from posapp.domain.member import Member, phone_number
from posapp.domain.pricing import PricedCart
from posapp.domain.typed import seen
from posapp.storage.known_members import remaining
from posapp.usecases.coupons import Coupons
from posapp.usecases.desk import Desk

MOST_NAME = 60
LEAST_TYPED = 4
"""Digits of a telephone number that find somebody."""


class Members:
    """People who buy here more than once."""

    def __init__(self, desk: Desk, coupons: Coupons) -> None:
        self._desk = desk
        self._coupons = coupons

    def enrol(self, phone: str, name: str = "") -> str:
        """The new member's id; Refused("phone_wrong", "not_signed_in", "not_permitted")."""
        staff, moment = self._desk.seller("member"), self._desk.moment()
        private = Private(secrets.token_hex(16), phone_number(phone), seen(" ".join(name.split()))[:MOST_NAME])
        return self._desk.till.members.enrol(private, moment.at, moment.business_date, staff.id)

    # -- at the counter -------------------------------------------------------------------------------------------

    def find(self, typed: str) -> tuple[Member, ...]:
        """Those whom a telephone number, its last four digits, a card or an id means: who was enrolled again is who
        remains. Refused("member_unknown") where nobody is."""
        self._desk.seller("member")
        text = typed.strip()
        found = {member.id: member for member in (*self._known(text), *self._enrolled_here(text))}
        if not found:
            raise Refused("member_unknown")
        return tuple(found.values())

    def by_card(self, code: str) -> Member | None:
        """Whose card this very code is; for scans."""
        known = self._desk.till.known_members
        return next((member for member in known.found(code) if member.code == code), None)

    def _known(self, text: str) -> list[Member]:
        known, one = self._desk.till.known_members, remaining(self._desk.till.known_members, text)
        if one is not None:
            return [one]
        found = known.found(_phone(text)) or (known.found(text) if len(text) >= LEAST_TYPED else ())
        return [there for member in found if (there := remaining(known, member.id)) is not None]

    def _enrolled_here(self, text: str) -> list[Member]:
        """Whom this till enrolled and the hub has not told of yet."""
        known = self._desk.till.known_members
        found = self._desk.till.members.found(text, _phone(text))
        return [Member(id_, name=p.name, phone=p.phone) for id_, p in found.items() if known.by_key(id_) is None]

    def attached(self) -> Member | None:
        """Whose basket lies on the counter, as far as this till knows; of somebody else's only the id."""
        id_ = self._desk.basket.cart.member
        if id_ is None:
            return None
        found = remaining(self._desk.till.known_members, id_)
        return found or next(iter(self._enrolled_here(id_)), Member(id_))

    def attach(self, member: Member) -> PricedCart:
        """The basket is theirs: their prices and offers hold, also before the first item. A personal coupon of somebody
        else comes off it."""
        cart = self._at_goods()
        if cart.member == member.id and cart.tier == member.tier:
            return self._desk.priced
        return self._lay(replace(cart, member=member.id, tier=member.tier))

    def detach(self) -> PricedCart:
        """The basket is nobody's; a personal coupon comes off it. Refused("no_member")."""
        cart = self._at_goods()
        if cart.member is None:
            raise Refused("no_member")
        return self._lay(replace(cart, member=None, tier=""))

    def _lay(self, cart: Cart) -> PricedCart:
        gone = [d for d in carts.coupons(cart) if not self._coupons.may_have(d.id, cart.member)]
        return self._coupons.lay_without(cart, gone, "member")

    def _at_goods(self) -> Cart:
        self._desk.seller("member")
        if self._desk.basket.paying:
            raise Refused("payment_open")
        return self._desk.basket.cart


def _phone(text: str) -> str:
    """As numbers are kept; what is none stays as it is."""
    try:
        return phone_number(text)
    except Refused:
        return text
