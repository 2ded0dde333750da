"""What an X or a Z says of the shop's online orders, as far as this till knows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from posapp.domain.order import Order
from posapp.domain.pickup import stand
from posapp.storage.orders import OPEN, ran_out_on
from posapp.storage.till import TillStore


def waiting(till: TillStore) -> int:
    """Orders that are ready and wait for their customer."""
    return sum(stand(order, till.order_steps.of(order.id)).state == "READY" for order in till.orders.found(OPEN))


def ran_out(till: TillStore, since: str, until: str) -> int:
    """Orders that nobody collected in time, between two moments (UTC ISO text)."""
    found = (order for day in _days(since, until) for order in till.orders.found(ran_out_on(day)))
    return sum(since <= _expired_at(order) <= until for order in found)


def _expired_at(order: Order) -> str:
    return next((step.at for step in reversed(order.steps) if step.act == "expire"), "")


def _days(since: str, until: str) -> Iterator[str]:
    day, last = date.fromisoformat(since[:10]), date.fromisoformat(until[:10])
    while day <= last:
        yield day.isoformat()
        day += timedelta(days=1)
