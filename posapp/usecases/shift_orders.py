"""What X, Z and today's page say of the shop's online orders, as far as this till knows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from posapp.domain.dashboard import OPEN_PICKUPS
from posapp.domain.order import Order
from posapp.domain.pickup import stand
from posapp.domain.times import from_text
from posapp.storage.orders import OPEN, ran_out_on
from posapp.storage.till import TillStore


def open_and_late(till: TillStore, promised: timedelta, now: datetime) -> tuple[int, int, int]:
    """How many are to be prepared, of them after what was promised (else `promised` after they came), and how many are
    ready."""
    open_ = [(order, stand(order, till.order_steps.of(order.id)).state) for order in till.orders.found(OPEN)]
    working = [order for order, state in open_ if state in OPEN_PICKUPS]
    until = [from_text(order.promised) if order.promised else from_text(order.placed) + promised for order in working]
    return len(working), sum(at < now for at in until), sum(state == "READY" for _, state in open_)


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
