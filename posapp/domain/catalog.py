"""What can be sold: products with their prices, categories. Prices are minor units of the store's currency."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListPrice:
    """A price of a named list ("member"), valid from `starts` until before `ends` (UTC ISO texts or None)."""

    list: str
    price: int
    starts: str | None = None
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """One sellable item. `unit`: the word for the quantity ("piece", "kg"); `item`: the number on scale labels."""

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
