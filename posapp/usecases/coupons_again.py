"""Coupons that came onto the basket while the hub was away are asked of it once more when the customer pays."""

from __future__ import annotations

from posapp.domain import cart as carts
from posapp.domain.errors import Refused
from posapp.domain.pricing import PricedCart
from posapp.usecases.coupons import Answer, Asked, Coupons, Reserve
from posapp.usecases.desk import Desk


class CouponsAgain:
    """Of the basket that is being paid, before any money was taken."""

    def __init__(self, desk: Desk, coupons: Coupons) -> None:
        self._desk, self._coupons = desk, coupons

    def alone(self) -> tuple[Asked, ...]:
        """Those of which the hub has not said yet that it keeps them."""
        named = self._coupons.named
        its = [d for d in carts.coupons(self._desk.basket.cart) if d.use and not (d.reserved or d.waits)]
        return tuple(Asked(known, d.use) for d in its if (known := named(d.id)) is not None)

    def heard(self, answer: Answer) -> PricedCart:
        """The hub keeps it from now on; or somebody else has it, and it comes off the basket, which costs more then:
        that is Refused, with the reason. An answer that comes after money was taken changes nothing, and the sale goes
        to head office as before; so does one that never comes."""
        desk, asked, no = self._desk, answer.asked, answer.no
        cart = desk.basket.cart
        place = next((d for d in carts.coupons(cart) if (d.id, d.use) == (asked.coupon.code, asked.use)), None)
        if place is None or desk.basket.tenders or (no is not None and no.code in ("hub_away", "hub_late")):
            return desk.priced
        if no is None:
            desk.lay(carts.with_coupon(cart, asked.coupon.on_basket(asked.use, reserved=True)))
            desk.save()
            return desk.priced
        self._coupons.lay_without(cart, (place,), "asked_again")
        desk.save()
        raise no

    def put(self, reserve: Reserve) -> PricedCart:
        """All of them, for whoever may wait."""
        said: Refused | None = None
        for asked in self.alone():
            try:
                self.heard(self._coupons.ask(asked, reserve))
            except Refused as no:
                said = no
        if said is not None:
            raise said
        return self._desk.priced
