"""Coupons and offers that a customer may have once more when all of their sale comes back, see `domain.restored`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posapp.domain.cart import Cart
from posapp.domain.restored import Restored, restored
from posapp.domain.sold import Limited, Sold
from posapp.usecases.desk import Desk


def restored_now(desk: Desk, sold: Sold, more: Iterable[tuple[int, int]]) -> Restored:
    """Once these (line, thousandths) have come back too; nothing is said of what nobody can use any more."""
    return restored(desk.store.returns, replace(sold, limited=_in_force(desk, sold.limited)), more)


def again_by(desk: Desk, cart: Cart) -> Limited:
    """Of the sale that the goods in this basket come back of."""
    if cart.sold is None:
        return Limited()
    return restored_now(desk, cart.sold, ((x.of, x.quantity) for x in cart.returns)).again


def _in_force(desk: Desk, had: Limited) -> Limited:
    at, coupons, offers = desk.moment().at, desk.till.coupons, {p.id: p for p in desk.catalog.promotions()}
    return Limited(
        tuple(c for c in had.coupons if (known := coupons.by_key(c)) is not None and known.uses and known.in_force(at)),
        tuple(o for o in had.offers if o in offers and offers[o].per_member and at < (offers[o].ends or "~")),
    )
