"""Whether what was owed for an order was paid at this counter: by a sale of its goods, all of them, at their shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from posapp.contract.translate import line_gross
from posapp.domain.order import PAID, Order
from posapp.domain.order_balance import Goods, balance_paid, owed_lines, pays, source_of_balance
from posapp.domain.order_stand import Stand
from posapp.domain.pickup import OVER, balance_of
from posapp.domain.sale import Sale
from posapp.storage.till import TillStore
from posapp.usecases.came_back import bodies_of


def paid_at(till: TillStore, order: Order, now: Stand) -> str:
    """The receipt by which this till took what is owed, also on a day before; "" where none did. A sale that only says
    that it is for the order pays nothing of it, nor does one of which those goods came back."""
    if not balance_of(order, now):
        return ""
    before = date.fromisoformat(order.placed[:10]) - timedelta(days=2)  # whatever the zone, and a day that ends late
    sales, owed = till.sales.for_source(source_of_balance(order.id), before.isoformat()), owed_lines(order, now)
    return next((sale.receipt for sale in sales if pays(_kept(till, sale), owed)), "")


def as_paid_here(till: TillStore, order: Order, now: Stand) -> Stand:
    """Where the order stands once the hub has heard what this till gave back of its balance meanwhile."""
    if not now.receipt or now.state in OVER or any(x.handed for x in now.lines):
        return now
    step = next((x for x in reversed(order.steps) if x.act == "paid" and x.receipt == now.receipt), None)
    paid = balance_paid(order)
    if step is None or paid is None:
        return now
    back = Counter(_came_back(till, f"{step.till.removesuffix(PAID)}.{step.seq}"))
    return replace(now, receipt="", settled=0) if back & Counter(paid.lines) else now


def _kept(till: TillStore, sale: Sale) -> Counter[Goods]:
    """The lines of which nothing has come back at this till."""
    back = {line.of for op in bodies_of(till, sale.id) if op.back is not None for line in op.back.lines}
    lines = (line for number, line in enumerate(sale.lines, 1) if number not in back)
    return Counter((x.line.product.sku, x.line.quantity, x.net) for x in lines)


def _came_back(till: TillStore, sale: str) -> Iterator[Goods]:
    for op in bodies_of(till, sale):
        for x in op.back.lines if op.back is not None else ():
            line = op.lines[x.line - 1]
            yield line.sku, -line.qty, sum(d.amount for d in line.off) - line_gross(line)
