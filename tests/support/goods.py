"""The goods and taxes of the acceptance scenarios, and short ways to ring them up and to read what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from posapp.domain import cart as carts
from posapp.domain.cart import UNIT, Cart, OrderDiscount, OrderDiscountKind
from posapp.domain.catalog import ListPrice, Product
from posapp.domain.pricing import PriceBook, PricedCart, PricedLine, price, price_book
from posapp.domain.promotion import Promotion
from posapp.domain.store import TaxMode
from posapp.domain.tax import Tax

NOON = "2026-11-21T04:00:00Z"

TAXES: Mapping[str, Tax] = {
    "13": Tax("13", "rate", 13_000),
    "9": Tax("9", "rate", 9_000),
    "0": Tax("0", "zero"),
    "free": Tax("free", "exempt"),
    "none": Tax("none", "not_taxable"),
    "levy": Tax("levy", "small_levy", 3_000),
}

A = Product("A", "T恤", "T-shirt", 9900, "13", "apparel", prices=(ListPrice("member", 8900),))
B = Product("B", "杯子", "Mug", 3550, "13", "home")
C = Product("C", "大米", "Rice", 1280, "9", "food")
D = Product("D", "书", "Book", 4800, "0", "books")
E = Product("E", "苹果", "Apples", 1680, "9", "food", unit="kg", weighed=True, item="12345")
F = Product("F", "夹克", "Jacket", 59900, "13", "apparel")
G = Product("G", "袜子", "Socks", 1990, "13", "apparel")
H = Product("H", "耳机", "Headphones", 89900, "13", "home", serial=True)


def thing(sku: str, amount: int, tax: str = "13", category: str = "any") -> Product:
    """Some product at a price."""
    return Product(sku, f"商品{sku}", f"Thing {sku}", amount, tax, category)


def ring(*goods: Product | tuple[Product, int]) -> Cart:
    """A cart with these goods, one piece each or so many pieces."""
    cart = Cart()
    for good in goods:
        product, pieces = good if isinstance(good, tuple) else (good, 1)
        cart = carts.add(cart, product, pieces * UNIT)
    return cart


def less(cart: Cart, kind: OrderDiscountKind, amount: int, name: str = "") -> Cart:
    """The cart with one more reduction of the whole basket."""
    return replace(cart, discounts=(*cart.discounts, OrderDiscount(kind, name or kind, amount)))


def for_member(cart: Cart) -> Cart:
    """The cart of a member."""
    return replace(cart, member="M1")


def book(*promotions: Promotion, tax: TaxMode = "inclusive", at: str = NOON) -> PriceBook:
    """The price rules with these promotions."""
    return price_book(tax, TAXES, promotions, at)


def priced(cart: Cart, *promotions: Promotion, tax: TaxMode = "inclusive", at: str = NOON) -> PricedCart:
    """The cart priced with these promotions."""
    return price(cart, book(*promotions, tax=tax, at=at))


def nets(cart: PricedCart) -> list[int]:
    """What is owed for each line."""
    return [line.net for line in cart.lines]


def reasons(line: PricedLine) -> list[tuple[str, str, int]]:
    """Which rule gave which amount."""
    return [(d.kind, d.id, d.amount) for d in line.discounts]


def shares(cart: PricedCart, rule: str) -> list[int]:
    """What the rule gave to each line."""
    return [sum(d.amount for d in line.discounts if d.id == rule) for line in cart.lines]


def skus(*goods: Product | str) -> frozenset[str]:
    """A scope of items."""
    return frozenset(good if isinstance(good, str) else good.sku for good in goods)


def tax_rows(cart: PricedCart) -> Iterable[tuple[str, int, int]]:
    """(tax, base, tax amount) of each tax sum."""
    return [(s.id, s.base, s.tax) for s in cart.taxes]
