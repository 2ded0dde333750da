"""What follows from where an online order stands: what is left to do, to pay and to give back, and until when."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from posapp.domain.money import divide
from posapp.domain.order import Order
from posapp.domain.order_stand import Stand
from posapp.domain.times import from_text, to_text


def code_proof(order: Order, code: str) -> str:
    """What the journal holds of a code: that it was the right one, and not which. Of six digits a digest alone would
    tell it; the order's salt is in no journal."""
    return hashlib.sha256(f"{order.id}\0{order.salt}\0{code.strip()}".encode()).hexdigest()[:24]


def left_to_pick(order: Order, now: Stand, line: int) -> int:
    """Thousandths of a line that nobody has found or given up."""
    at = now.lines[line - 1]
    return order.lines[line - 1].quantity - at.picked - at.short - at.moved


def left_to_hand(now: Stand) -> tuple[tuple[int, int], ...]:
    """(line, thousandths) of what is picked and not given out."""
    return tuple((n, x.picked - x.handed) for n, x in enumerate(now.lines, 1) if x.picked > x.handed)


def refund_of(order: Order, line: int, units: int, before: int = 0) -> int:
    """Minor units that go back when so many thousandths of a line are not given, after `before` of them (money rule
    M4: the whole share of all that came back, less what was paid back already)."""
    x = order.lines[line - 1]
    net = x.amount - x.discount
    return divide(net * (before + units), x.quantity) - divide(net * before, x.quantity)


def worth_of(order: Order, now: Stand, handed: tuple[tuple[int, int], ...] = ()) -> int:
    """Minor units that the goods given out now cost in the order; all that is ready where none are named."""
    return sum(refund_of(order, n, units, now.lines[n - 1].handed) for n, units in handed or left_to_hand(now))


def refunds_of(order: Order, now: Stand) -> int:
    """Of all that was not found."""
    return sum(refund_of(order, n, x.short) for n, x in enumerate(now.lines, 1) if x.short)


def balance_of(order: Order, now: Stand) -> int:
    """Minor units that the customer still owes before the goods are theirs."""
    return 0 if now.receipt else max(0, order.total - refunds_of(order, now) - order.paid)


def sku_of(order: Order, now: Stand, line: int) -> str:
    """What is given for the line."""
    return now.lines[line - 1].sku or order.lines[line - 1].sku


def hold_until(order: Order, now: Stand) -> str:
    """When what is ready goes back to the shelves; "" while it is not ready."""
    return to_text(from_text(now.ready_at) + timedelta(days=order.hold_days)) if now.ready_at else ""
