"""Whether what was owed for an order was paid at this counter: by a sale of its goods, all of them, at their shares."""

from __future__ import annotations

from collections import Counter
from typing import Final

from posapp.domain.order import Order
from posapp.domain.order_balance import balance_shares, source_of_balance
from posapp.domain.pickup import Stand, balance_of, left_to_hand, sku_of
from posapp.domain.sale import Sale
from posapp.storage.till import TillStore

LOOKED_AT: Final = 100
"""Receipts of today among which that of a balance is looked for."""


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
