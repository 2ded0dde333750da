"""What can be sold: products with their prices, categories. Prices are minor units of the store's currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

SHELF: Final = "shelf"
"""The list whose prices stand on the shelf's labels: each replaces `Product.price` from its day on."""


@dataclass(frozen=True, slots=True)
class ListPrice:
    """A price of a named list ("member"), valid from `starts` until before `ends` (UTC ISO texts or None)."""

    list: str
    price: int
    starts: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One sellable item. `unit`: the word for the quantity ("piece", "kg"); `item`: the number on scale labels.

    `price` is that of the catalogue until `priced_at` has said which one a moment has. `no_offers`: takes no promotion
    and counts for none (tobacco)."""

    sku: str
    name_zh: str
    name_en: str
    price: int
    tax: str
    category: str
    unit: str = "piece"
    weighed: bool = False
    serial: bool = False
    open_price: bool = False
    item: str | None = None
    tax_code: str = ""
    style: str | None = None
    size: str | None = None
    colour: str | None = None
    prices: tuple[ListPrice, ...] = ()
    no_offers: bool = False

    def name(self, language: str) -> str:
        """The name in "zh" or "en", or in the other language where one is missing."""
        first, second = (self.name_zh, self.name_en) if language == "zh" else (self.name_en, self.name_zh)
        return first or second or self.sku


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf group of the register's tiles; `icon` names a picture, `position` orders them."""

    id: str
    name_zh: str
    name_en: str
    icon: str = "package"
    position: int = 0


def price_in_list(product: Product, price_list: str, at: str) -> int | None:
    """The lowest price of the list in force at the UTC ISO time, or None."""
    found = [
        p.price
        for p in product.prices
        if p.list == price_list and (p.starts is None or p.starts <= at) and (p.ends is None or at < p.ends)
    ]
    return min(found, default=None)


def shelf_price(product: Product, at: str) -> int:
    """The list price at the UTC ISO time: of the shelf prices in force the one that began last, else `price`."""
    found = [
        (p.starts or "", -p.price)
        for p in product.prices
        if p.list == SHELF and (p.starts is None or p.starts <= at) and (p.ends is None or at < p.ends)
    ]
    return -max(found)[1] if found else product.price


def priced_at(product: Product, at: str) -> Product:
    """The product as it costs at the UTC ISO time; the same object where nothing about it is dated."""
    if not product.prices:
        return product
    price = shelf_price(product, at)
    return product if price == product.price else replace(product, price=price)


def price_moments(product: Product) -> tuple[str, ...]:
    """When another price may come into force, in order."""
    return tuple(sorted({m for p in product.prices for m in (p.starts, p.ends) if m is not None}))
