"""What there is to know about goods in somebody's hand, without touching the basket: price, offers, stock here and in
other shops."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.catalog import Product, price_in_list
from posapp.domain.promotion import Promotion
from posapp.domain.sold import Disposition
from posapp.usecases.checkout import Checkout
from posapp.usecases.desk import Desk
from posapp.usecases.shelf import Shelf

MOST_SHOPS = 50


@dataclass(frozen=True, slots=True)
class StockAt:
    """What a shop can sell of a product (thousandths); `shop` is its name, "" for this one."""

    shop: str
    free: int


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A product as it is today. `usual`: its list price, without offers; `member`: the price for members; `stock`: None
    where nobody counts it here; `aside`: what came back and is not for sale, by where it goes."""

    product: Product
    price: int
    usual: int
    member: int | None
    offers: tuple[Promotion, ...]
    stock: int | None
    elsewhere: tuple[StockAt, ...]
    aside: tuple[tuple[Disposition, int], ...] = ()


class ItemCards:
    """Asked by the price check."""

    def __init__(self, desk: Desk, checkout: Checkout, shelf: Shelf) -> None:
        self._desk = desk
        self._checkout = checkout
        self._shelf = shelf

    def scanned(self, code: str) -> tuple[ItemCard, ...]:
        """Of everything that the code finds; Refused as a scan would be ("open_payment_first" for what pays)."""
        return tuple([self.of(found.product) for found in self._checkout.find(code)])

    def of(self, product: Product) -> ItemCard:
        """Of goods that the catalogue has."""
        desk, today = self._desk, self._shelf.today(product)
        member = price_in_list(product, "member", desk.basket.began or desk.now_text())
        stock = desk.catalog.stock(product.sku)
        names = dict(desk.store.near)
        rows = sorted(desk.till.elsewhere.found(product.sku), key=lambda row: row.reserved - row.on_hand)
        aside = desk.till.set_aside.by_key(product.sku)
        return ItemCard(
            product,
            today.price,
            today.usual,
            member if member is not None and member < today.price else None,
            today.offers,
            stock[0] - stock[1] if stock else None,
            tuple([StockAt(names.get(row.store, row.store), row.on_hand - row.reserved) for row in rows[:MOST_SHOPS]]),
            tuple(aside.states.items()) if aside is not None else (),
        )
