"""Why the basket on the counter costs what it costs, for whoever asks."""

from __future__ import annotations

from posapp.domain.catalog import Product
from posapp.domain.pricing.explained import Explained, explain
from posapp.usecases.desk import Desk


class Offers:
    """The offers of the shop as they look at the basket."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def explained(self) -> Explained:
        """Which offers applied, to which lines, and which nearly did."""
        desk = self._desk
        if not desk.basket.cart.lines:
            return Explained()
        return explain(desk.basket.cart, desk.book(), desk.priced, self._find)

    def _find(self, sku: str) -> Product | None:
        product = self._desk.catalog.by_sku(sku)
        return None if product is None else self._desk.today(product)
