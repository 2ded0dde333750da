"""Whoever collects an order buys something else in the same visit: the counter is theirs."""

from __future__ import annotations

from contextlib import suppress

from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.order import Order
from posapp.domain.order_balance import order_of_source
from posapp.usecases.desk import Desk
from posapp.usecases.members import Members
from posapp.usecases.pickup import Pickup


class OrderVisits:
    """An empty counter, or the one on which the order's balance lies."""

    def __init__(self, desk: Desk, pickup: Pickup, members: Members) -> None:
        self._desk, self._pickup, self._members = desk, pickup, members

    def begin(self, id_: str) -> None:
        """The order's customer is the one at the counter, where a member is known by the order; else nobody is.
        Refused("counter_not_empty")."""
        self._desk.seller("orders")
        order, cart = self._pickup.view(id_).order, self._desk.basket.cart
        if not cart.empty and order_of_source(cart.source) != id_:
            raise Refused("counter_not_empty")
        member = self._whose(order)
        with suppress(Refused):  # one's own order, or nobody who may serve members: sold without
            if member is not None:
                self._members.attach(member)
            else:
                self._members.detach()

    def _whose(self, order: Order) -> Member | None:
        with suppress(Refused):
            if order.member:
                return self._members.known(order.member)
        return self._members.with_phone(order.phone) if order.phone else None
