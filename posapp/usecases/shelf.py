"""What goods cost here and now, before they are in a basket: the figure on a tile and the offers beside it."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import Product, price_moments
from posapp.domain.pricing import price
from posapp.domain.pricing.occasion import ANYBODY, NEVER, in_force
from posapp.domain.promotion import Promotion
from posapp.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class ShelfPrice:
    """`price` of one now, `usual` without offers (minor units); `offers` in force for it, also those that need more."""

    price: int
    usual: int
    offers: tuple[Promotion, ...] = ()


class Shelf:
    """Looking at goods."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self, product: Product) -> ShelfPrice:
        """The price of one piece (or unit of weight) for anybody."""
        book, product = self._desk.book(), self._desk.today(product)
        offers = tuple(in_force(book.index.items.narrow(product), book.occasion(ANYBODY)))
        if not offers:
            return ShelfPrice(product.price, product.price)
        line = price(carts.add(Cart(), product), book).lines[0]
        off = sum(d.amount for d in line.discounts if d.kind == "promotion")
        return ShelfPrice(line.gross - off, line.gross, offers)

    def next_turn(self, at: str) -> str:
        """The first moment after `at` at which list prices change by themselves; for the worker, "" when none does."""
        dated = (moment for product in self._desk.catalog.dated() for moment in price_moments(product) if moment > at)
        return min(dated, default="")

    def turns_at(self, dated: str) -> str:
        """When the figures shown now are out of date: at `dated` (of `next_turn`), or when an offer begins or ends."""
        book = self._desk.book()
        return min(dated or NEVER, book.next_change(book.at))
