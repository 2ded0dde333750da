"""Whether what was owed for an order was paid at this counter: by a sale of its goods, all of them, at their shares."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from posapp.domain.order import Order
from posapp.domain.order_balance import balance_shares, source_of_balance
from posapp.domain.pickup import Stand, balance_of, left_to_hand, sku_of
from posapp.domain.sale import Sale
from posapp.storage.till import TillStore


def paid_at(till: TillStore, order: Order, now: Stand) -> str:
    """The receipt by which this till took what is owed, also on a day before; "" where none did. A sale that only says
    that it is for the order pays nothing of it, nor does one of which something came back."""
    if not balance_of(order, now):
        return ""
    before = date.fromisoformat(order.placed[:10]) - timedelta(days=2)  # whatever the zone, and a day that ends late
    sales = till.sales.for_source(source_of_balance(order.id), before.isoformat())
    paid = (sale for sale in sales if not till.returns.of(sale.id) and _pays(sale, order, now))
    return next((sale.receipt for sale in paid), "")


def _pays(sale: Sale, order: Order, now: Stand) -> bool:
    at = {line: now.lines[line - 1] for line, _ in left_to_hand(now)}
    owed = Counter(
        (sku_of(order, now, line), at[line].picked - at[line].handed, share)
        for line, share in balance_shares(order, now)
    )
    return owed <= Counter((x.line.product.sku, x.line.quantity, x.net) for x in sale.lines)
