"""What is still owed for an order and was paid at this counter: a sale of its goods, all of them, at their shares."""

from __future__ import annotations

from collections import Counter
from typing import Final

from posapp.domain.money import allocate
from posapp.domain.order import Order
from posapp.domain.pickup import Stand, balance_of, left_to_hand, sku_of
from posapp.domain.sale import Sale
from posapp.storage.till import TillStore

LOOKED_AT: Final = 100
"""Receipts of today among which that of a balance is looked for."""


def source_of_balance(id_: str) -> str:
    """What the sale of a balance says brought the customer here."""
    return f"order {id_}"


def balance_shares(order: Order, now: Stand) -> tuple[tuple[int, int], ...]:
    """(line, minor units) of what is still owed, by the goods that are ready."""
    ready = [line for line, _ in left_to_hand(now)]
    nets = [order.lines[line - 1].amount - order.lines[line - 1].discount for line in ready]
    return tuple(zip(ready, allocate(balance_of(order, now), nets), strict=True))


def paid_at(till: TillStore, date: str, order: Order, now: Stand) -> str:
    """The receipt of that day by which this till took what is owed; "" where none did. A sale that only says that it is
    for the order pays nothing of it, nor does one of which something came back."""
    for head in till.sales.newest(date, LOOKED_AT) if balance_of(order, now) else ():
        sale = till.sales.by_receipt(head.receipt)
        if sale is None or sale.source != source_of_balance(order.id) or till.returns.of(sale.id):
            continue
        if _pays(sale, order, now):
            return sale.receipt
    return ""


def _pays(sale: Sale, order: Order, now: Stand) -> bool:
    at = {line: now.lines[line - 1] for line, _ in left_to_hand(now)}
    owed = Counter(
        (sku_of(order, now, line), at[line].picked - at[line].handed, share)
        for line, share in balance_shares(order, now)
    )
    return owed <= Counter((x.line.product.sku, x.line.quantity, x.net) for x in sale.lines)
