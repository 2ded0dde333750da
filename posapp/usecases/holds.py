"""Baskets set aside for customers who come back: hold, look, recall. A hold survives whatever happens to the till."""

from __future__ import annotations

from dataclasses import replace

from posapp.contract.ops import HoldRecalledOp, encode
from posapp.contract.translate_holds import basket_held_op
from posapp.domain.basket import Basket
from posapp.domain.errors import Refused
from posapp.domain.hold import Hold
from posapp.domain.pricing.kept import touching
from posapp.domain.typed import seen
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk

MOST_LABEL = 60
"""Signs: it is read in a list."""


class Holds:
    """What lies aside in this till."""

    def __init__(self, desk: Desk, checkout: Checkout) -> None:
        self._desk = desk
        self._checkout = checkout

    def hold(self, label: str = "") -> Hold:
        """Set the basket aside. Refused("tenders_taken", "payment_open", "empty_basket", "unresolved_scan")."""
        desk = self._desk
        staff, words = desk.seller("hold"), seen(" ".join(label.split()))[:MOST_LABEL]
        desk.till.check_room()
        basket, total = self._whole(desk.basket), desk.priced.total
        body, moment, till = encode(basket_held_op(basket, words, total)), desk.moment(), desk.till
        made: list[str] = []
        desk.keep(
            Basket(),
            lambda: made.append(till.holds.hold(basket, words, total, body, moment.at, moment.business_date, staff.id)),
        )
        desk.put_back(None)
        self._checkout.forget_undo()
        return next(hold for hold in till.holds.all() if hold.id == made[0])

    def _whole(self, basket: Basket) -> Basket:
        """The basket with the offers that it was rung up with: head office may send others while it lies aside."""
        if basket.tenders:
            raise Refused("tenders_taken")
        if basket.paying:
            raise Refused("payment_open")
        if basket.cart.problems:
            problem = basket.cart.problems[0]
            raise Refused("unresolved_scan", scanned=problem.name or problem.code)
        if not basket.cart.lines:
            raise Refused("empty_basket")
        offers = touching(self._desk.book(), basket.cart.lines) if basket.offers is None else basket.offers
        return replace(basket, offers=offers)

    def listed(self) -> tuple[Hold, ...]:
        """Everything that lies aside, oldest first."""
        return self._desk.till.holds.all()

    def recall(self, id_: str) -> None:
        """Lay it on the counter again, at its prices; Refused("counter_not_empty", "hold_unknown")."""
        desk = self._desk
        staff = desk.seller("hold")
        if not desk.basket.cart.empty:
            raise Refused("counter_not_empty")
        found = desk.till.holds.by_id(id_)
        if found is None:
            raise Refused("hold_unknown")
        body, moment, till = encode(HoldRecalledOp(id_)), desk.moment(), desk.till
        self._checkout.forget_undo()
        desk.lay_again(
            found[1], lambda basket: till.holds.recall(id_, basket, body, moment.at, moment.business_date, staff.id)
        )
