"""What each way out says of a sale, read back into the same few figures; and sales of every kind from one seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from posapp.contract.ops import SaleOp
from posapp.contract.translate import extended
from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import Product
from posapp.domain.customer_view import CustomerView
from posapp.domain.money import parse_quantity
from posapp.domain.pricing import PricedCart, price
from posapp.domain.promotion import Promotion
from posapp.domain.sale import Sale
from posapp.domain.store import CashRounding, Store
from posapp.domain.tender import Tender, settle
from tests.printing.sales import LONG, RARE, SHOP, sale_of
from tests.support import goods
from tests.support.goods import A, B, C, D, E, F, G, H, skus

OFFERS: Final = (
    Promotion("any3", "buy_n_get_m", "三件送一", "One free", quantity=2, free=1, skus=skus(A, B, G)),
    Promotion("half", "nth_percent", quantity=2, percent=50_000, skus=skus(C)),
    Promotion("apples", "percent", percent=15_000, skus=skus(E)),
    Promotion("full", "threshold_amount", "满200减30", amount=3_000, spend=20_000),
)
UNLISTED: Final = Product("", "散装糖果", "", 888, "9", "food")
EXEMPT: Final = replace(D, sku="D2", tax="free")
SHELF: Final = (A, B, C, D, F, G, H, RARE, LONG, EXEMPT)
ROUNDINGS: Final = (CashRounding(), CashRounding(10, "down"), CashRounding(5))


@dataclass(frozen=True)
class Said:
    """The figures in minor units; None: this way out does not tell. `due` is the total after cash rounding."""

    lines: tuple[int, ...]
    total: int | None
    due: int | None = None
    tenders: tuple[int, ...] | None = None
    change: int | None = None
    taxes: tuple[tuple[int, int, int], ...] | None = None

    def agrees(self, other: Said) -> bool:
        """Whether nothing that both tell differs."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return all(mine == theirs for mine, theirs in pairs if mine is not None and theirs is not None)


def sales(count: int, seed: int = 20_261_122) -> list[tuple[Sale, Store]]:
    """So many sales with the shops whose rounding they have: offers, discounts, labels, weights, tenders by chance."""
    chance = random.Random(seed)
    return [_sale(chance, number) for number in range(1, count + 1)]


def _sale(chance: random.Random, number: int) -> tuple[Sale, Store]:
    exclusive = chance.random() < 0.2
    book = goods.book(*OFFERS, tax="exclusive" if exclusive else "inclusive")
    cart = _basket(chance)
    plain = price(cart, book)
    if chance.random() < 0.4:
        kind = chance.choice(("coupon", "manual", "round_off"))
        cart = goods.less(cart, kind, chance.randrange(1, max(2, plain.total // 3)))  # type: ignore[arg-type]
    shop = replace(SHOP, cash_rounding=chance.choice(ROUNDINGS), tax_mode="exclusive" if exclusive else "inclusive")
    priced = price(cart, book)
    return sale_of(priced, *_tenders(chance, priced, shop), shop=shop, receipt=f"S1-1-20261121-{number:04d}"), shop


def _basket(chance: random.Random) -> Cart:
    cart = Cart()
    for _ in range(chance.randrange(1, 9)):
        way = chance.random()
        if way < 0.1:
            cart = carts.add(cart, E, chance.randrange(50, 5_000))
        elif way < 0.2:
            amount = chance.randrange(100, 9_000)
            cart = carts.add(cart, E, amount * 1_000 // E.price, amount=amount, code="2312345019684")
        elif way < 0.25:
            cart = carts.add(cart, UNLISTED, unlisted=True)
        else:
            cart = carts.add(cart, chance.choice(SHELF), chance.randrange(1, 6) * carts.UNIT)
    if chance.random() < 0.3:
        last = cart.lines[-1]
        cart = replace(cart, lines=(*cart.lines[:-1], replace(last, override=chance.randrange(100, 9_000))))
    return goods.for_member(cart) if chance.random() < 0.3 else cart


def _tenders(chance: random.Random, priced: PricedCart, shop: Store) -> tuple[Tender, ...]:
    taken: list[Tender] = []
    if priced.total > 1 and chance.random() < 0.5:
        part = chance.choice((priced.total, chance.randrange(1, priced.total)))
        kind, slip = chance.choice((("card", "TRM-88"), ("voucher", "")))
        taken.append(Tender(1, kind, part, slip))  # type: ignore[arg-type]
    at = settle(priced.total, taken, shop.cash_rounding)
    if not at.complete:
        more = chance.choice((0, 100, 5_000))
        taken.append(Tender(len(taken) + 1, "cash", at.remaining + more))
    return tuple(taken)


# ---------------------------------------------------------------- reading back

_AMOUNT: Final = r"(-?[\d,]+\.\d\d)"
_GOODS = re.compile(rf"(?:×|=) [\d.]+ +{_AMOUNT}$")
_TOTAL = re.compile(rf"^合计 +[¥￥]{_AMOUNT}$")
_DUE = re.compile(rf"^应收 +{_AMOUNT}$")
_TENDER = re.compile(rf"^(?:现金|刷卡|代金券)(?: \S+)? +{_AMOUNT}$")
_CHANGE = re.compile(rf"^找零 +{_AMOUNT}$")
_TAX = re.compile(rf"^([\d.]+)%(?: \S+)? +{_AMOUNT} +{_AMOUNT}$")


def minor(text: str) -> int:
    """ "¥ 1,234.50" or "1234.50" in minor units."""
    return int(re.sub(r"[^\d-]", "", text.replace("−", "-")))


def of_sale(sale: Sale) -> Said:
    """What is true."""
    at, priced = sale.settlement, sale.priced
    return Said(
        tuple(line.net for line in priced.lines),
        at.total,
        at.due,
        tuple(tender.amount for tender in sale.tenders),
        at.change,
        tuple(sorted((t.percent, t.base, t.tax) for t in priced.taxes)),
    )


def of_paper(lines: Sequence[str]) -> Said:
    """A printed receipt in Chinese."""
    lines = [line.strip() for line in lines]

    def found(pattern: re.Pattern[str]) -> list[int]:
        return [minor(match[1]) for line in lines if (match := pattern.search(line))]

    [total] = found(_TOTAL)
    taxes = sorted((parse_quantity(m[1]), minor(m[2]), minor(m[3])) for m in map(_TAX.match, lines) if m)
    due, change = found(_DUE), found(_CHANGE)
    return Said(
        tuple(found(_GOODS)),
        total,
        due[0] if due else total,
        tuple(found(_TENDER)),
        change[0] if change else 0,
        tuple(taxes),
    )


def of_display(view: CustomerView) -> Said:
    """The customer's screen when the sale is done."""
    return Said(
        tuple(minor(line.amount) for line in view.lines),
        None,
        minor(view.total),
        tuple(minor(amount) for _, amount in view.paid),
        minor(view.change) if view.change else 0,
    )


def of_journal(op: SaleOp) -> Said:
    """The entry as it travels."""
    gross = [extended(line.unit, line.qty) if line.gross is None else line.gross for line in op.lines]
    nets = tuple(g - sum(d.amount for d in line.off) for g, line in zip(gross, op.lines, strict=True))
    taxes = tuple(sorted((t.percent, t.base, t.tax) for t in op.taxes))
    return Said(nets, op.total, op.total + op.rounding, tuple(t.amount for t in op.tenders), op.change, taxes)
