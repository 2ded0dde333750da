"""What goods cost here and now, before they are in a basket: the figure on a tile and the offers beside it."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import Product
from posapp.domain.pricing import price
from posapp.domain.pricing.index import in_force
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
        book = self._desk.book()
        offers = tuple(in_force(book.index.items.narrow(product), book.at, member=False))
        if not offers:
            return ShelfPrice(product.price, product.price)
        line = price(carts.add(Cart(), product), book).lines[0]
        off = sum(d.amount for d in line.discounts if d.kind == "promotion")
        return ShelfPrice(line.gross - off, line.gross, offers)
