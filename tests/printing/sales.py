"""Sales to print: the first acceptance scenario, one with every kind of row, and one with names that mean harm."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import Product
from posapp.domain.money import currency
from posapp.domain.pricing import PricedCart
from posapp.domain.sale import Sale
from posapp.domain.store import CashRounding, LegalEntity, Store
from posapp.domain.tender import Tender, settle
from tests.support import goods

SHOP = Store(
    "S1",
    "静安店",
    currency("CNY"),
    "Asia/Shanghai",
    cash_rounding=CashRounding(10, "down"),
    entity=LegalEntity("示例商贸（上海）有限公司", "91310000MA1FL0000X"),
)
RARE = Product("R", "䶮㛃喆牌 雪碧¥特价", "Sprite", 350, "13", "food")
LONG = Product(
    "L", "超长商品名" * 9, "A very long English name of goods that does not fit on one line of paper", 1234, "9", "food"
)
HOSTILE = (
    "\x1b@\x1bp\x00\x19\xfa\x1dV\x00 drawer",
    "\x00\x01nul\x10\x04\x01\x10\x14\x01\x00\x01",
    "\u202egnorw eht morf\u202c \u2066x\u2069",
    "名" * 100_000,
    "😀🧨👩‍👩‍👧 emoji",
    "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306 zalgo" + "\u0336" * 5000,
    "عربي שלום",
    "one\ntwo\r\nthree\ttab\u2028line",
    "\ud800 lone \udfff",
    "\x1c.\x1c&FS \x9b1;31m C1",
)


def sale_of(
    cart: PricedCart,
    *tenders: Tender,
    shop: Store = SHOP,
    receipt: str = "S1-1-20261121-0007",
    at: str = "2026-11-21T01:00:00Z",
) -> Sale:
    """A completed sale of a priced cart."""
    paid = settle(cart.total, tenders, shop.cash_rounding)
    assert paid.complete
    return Sale("S1-1-k3f9.7", receipt, "S1-1-k3f9.1", "c1", "2026-11-21", at, "CNY", cart, tenders, paid)


def scenario_1() -> Sale:
    """A, B x 2, C x 3, D: 256.40, cash."""
    cart = goods.priced(goods.ring(goods.A, (goods.B, 2), (goods.C, 3), goods.D))
    return sale_of(cart, Tender(1, "cash", 30_000), shop=replace(SHOP, cash_rounding=CashRounding()))


def everything() -> Sale:
    """Member price, coupon, weight, label amount, unlisted goods, override, long and rare names, two tenders."""
    cart = goods.less(goods.for_member(goods.ring(goods.A, RARE, LONG)), "coupon", 500, "C5")
    cart = carts.add(cart, goods.E, 1_230)
    cart = carts.add(cart, goods.E, 1_171, amount=1_968, code="2312345019684")
    cart = carts.add(cart, Product("", "散装糖果", "", 888, "13", "food"), unlisted=True)
    cart = carts.add(cart, replace(goods.B, size="M", colour="红"))
    cart = _overridden(cart, 3_000)
    return sale_of(goods.priced(cart), Tender(1, "card", 10_000, "TRM-88"), Tender(2, "cash", 20_000))


def _overridden(cart: Cart, price: int) -> Cart:
    return replace(cart, lines=(*cart.lines[:-1], replace(cart.lines[-1], override=price)))


def hostile(name: str) -> Sale:
    """One line whose name is this."""
    cart = goods.priced(goods.ring(Product("X", name, name, 990, "13", "any", unit=name, size=name[:9])))
    return sale_of(cart, Tender(1, "card", cart.total, name[:50] or "x"))
