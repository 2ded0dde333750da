"""Why the basket on the counter costs what it costs, for whoever asks."""

from __future__ import annotations

from collections.abc import Callable

from posapp.domain.catalog import Product, priced_at
from posapp.domain.pricing.explained import Explained, explain
from posapp.usecases.desk import Desk


class Offers:
    """The offers of the shop as they look at the basket."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def explained(self) -> Explained:
        """Which offers applied, to which lines, and which nearly did."""
        return self.question()()

    def question(self) -> Callable[[], Explained]:
        """The same about the basket as it lies there now, to be asked on any thread, whatever becomes of it."""
        desk = self._desk
        cart, priced, book, catalog = desk.basket.cart, desk.priced, desk.book(), desk.catalog
        at = desk.basket.began or desk.now_text()

        def find(sku: str) -> Product | None:
            product = catalog.by_sku(sku)
            return product if product is None or not product.prices else priced_at(product, at)

        return lambda: explain(cart, book, priced, find) if cart.lines else Explained()
