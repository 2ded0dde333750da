"""Goods, baskets and paid drafts to store."""

from __future__ import annotations

import random

from posapp.domain.cart import CartLine
from posapp.domain.catalog import Product
from posapp.domain.pricing.values import Discount, PricedCart, PricedLine, TaxSum
from posapp.domain.sale import SaleDraft
from posapp.domain.store import CashRounding
from posapp.domain.tax import Tax, included_tax
from posapp.domain.tender import Tender, settle
from posapp.storage.enrolment import Enrolment

KEY = bytes(range(32))
ENROLLED = Enrolment("S1-1-k3f9", "S1", "1", "http://127.0.0.1:8000", "token")
AT = "2026-11-21T01:00:00Z"
DATE = "2026-11-21"
VAT = Tax("13", "rate", 13_000)


def product(sku: str = "A1", price: int = 9_900, **more: object) -> Product:
    return Product(sku, f"商品 {sku}", f"Goods {sku}", price, VAT.id, "food", **more)  # type: ignore[arg-type]


def priced(*lines: PricedLine) -> PricedCart:
    net = sum(line.net for line in lines)
    tax = sum(line.tax for line in lines)
    gross = sum(line.gross for line in lines)
    units = sum(1000 if line.line.product.weighed else line.line.quantity for line in lines)
    taxes = (TaxSum(VAT.id, VAT.percent, net - tax, tax),) if lines else ()
    return PricedCart(lines, gross, gross - net, net, tax, taxes, units)


def line(
    number: int, goods: Product, quantity: int = 1000, off: tuple[Discount, ...] = (), **more: object
) -> PricedLine:
    gross = goods.price * quantity // 1000
    net = gross - sum(d.amount for d in off)
    return PricedLine(CartLine(number, goods, quantity, **more), goods.price, gross, off, net, included_tax(net, VAT))  # type: ignore[arg-type]


def draft(
    lines: int = 2,
    seed: int = 1,
    date: str = DATE,
    ref: str = "",
    shift: str = "S1-1-k3f9.1",
    at: str = AT,
    reduced: int = 1,
) -> SaleDraft:
    """A paid sale: the first lines reduced, cash and, from two lines on, a card."""
    r = random.Random(seed)
    goods = [
        line(
            n,
            product(f"A{r.randrange(100_000)}", r.randrange(100, 20_000), size="M"),
            1000 * r.randrange(1, 4),
            code="6901",
        )
        for n in range(1, lines + 1)
    ]
    off = (Discount("promotion", "P1", 15), Discount("coupon", "C", 5))
    for n, whole in enumerate(goods[:reduced], 1):
        goods[n - 1] = line(n, whole.line.product, whole.line.quantity, off)
    cart = priced(*goods)
    card = cart.total // 2 if lines > 1 else 0
    tenders = (Tender(1, "card", card, "123456"),) if card else ()
    tenders = (*tenders, Tender(len(tenders) + 1, "cash", cart.total - card + 300))
    settled = settle(cart.total, tenders, CashRounding(10, "down"))
    return SaleDraft(shift, "c1", date, at, "CNY", cart, tenders, settled, "M7", ref)
