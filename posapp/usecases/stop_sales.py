"""What may not be sold is met at the scan and, when the word came later, before money is taken. Nobody overrides it."""

from __future__ import annotations

from posapp.domain.barcode import Gs1Reading, Reading, read
from posapp.domain.cart import CartLine, set_aside
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.stop_sale import FREE, Verdict, look_at, stopped, verdict
from posapp.usecases.desk import Desk


class StopSales:
    """Asked by ringing up and by payment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check(self, product: Product, reading: Reading | None = None) -> Refused | None:
        """Refused("stop_sale"), or what to tell a person who must look at the goods themselves."""
        found = self._verdict(product, reading)
        if found.stopped is not None:
            raise stopped(found.stopped, product)
        return None if found.unsure is None else look_at(found.unsure, product)

    def _verdict(self, product: Product, reading: Reading | None) -> Verdict:
        stops = self._desk.till.stop_sales.of(product.sku)
        if not stops:
            return FREE
        if not isinstance(reading, Gs1Reading):
            return verdict(stops, "", "")
        return verdict(stops, reading.batch or "", reading.expiry.isoformat() if reading.expiry else "")

    def set_aside(self) -> None:
        """What was stopped after it was rung up becomes a red line, as a scan of it would be."""
        desk = self._desk
        if not desk.till.stop_sales.any or desk.basket.paying:
            return
        cart = desk.basket.cart
        for line in cart.lines:
            found = self._verdict(line.product, self._reading(line)) if not line.unlisted else FREE
            if found.stopped is not None:
                refused = stopped(found.stopped, line.product)
                cart = set_aside(cart, line.number, refused.code, refused.facts)
        if cart is not desk.basket.cart:
            desk.lay(cart)

    def _reading(self, line: CartLine) -> Reading | None:
        """What the line's code told, where there is one that tells more than the item."""
        try:
            return read(line.code, (), self._desk.store.currency.digits) if line.code else None
        except Refused:  # a label of the shop's scales, or a number that only the catalogue knows
            return None
