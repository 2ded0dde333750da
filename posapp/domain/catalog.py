"""What can be sold: products with their prices, categories. Prices are minor units of the store's currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

PIECE: Final = "piece"
"""The unit of goods that are counted and have no word of their own for it."""
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
    and counts for none (tobacco). `age`: sold to nobody younger (0: to everybody)."""

    sku: str
    name_zh: str
    name_en: str
    price: int
    tax: str
    category: str
    unit: str = PIECE
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
    age: int = 0

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


MARK: Final = "×"
"""In a list of codes: what stands before it is the code of so many pieces together ("code×6"), or one that goods had
before this product took their place ("code×"). No code has this sign; a till that is too old to know it finds nothing,
rather than one piece for the carton."""
MOST_PIECES: Final = 9_999


@dataclass(frozen=True, slots=True)
class Found:
    """A product that a code finds, and how many pieces the code stands for."""

    product: Product
    pieces: int = 1


def pack_code(code: str, pieces: int) -> str:
    """How a list of codes says that this one stands for so many pieces."""
    return f"{code}{MARK}{pieces}"


def replaced_code(code: str) -> str:
    """How a list of codes says that this one is of goods whose place the product took."""
    return f"{code}{MARK}"


def found_by(listed: str, product: Product) -> Found | None:
    """What a listed code with a MARK finds; None where it makes no sense."""
    told = listed.rpartition(MARK)[2]
    if not told:
        return Found(product)
    plain = told.isascii() and told.isdigit() and len(told) < 5 and int(told) > 0
    return Found(product, int(told)) if plain and not product.weighed else None


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
