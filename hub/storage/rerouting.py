"""What one shop cannot do another does: a rejected order goes to the next shop that has all of it, and goods that were
not found are asked of the nearest that has them, which sees an order of channel "transfer" for them.

An order changes only under its own lock. What its step means for another one is left there as a step of the hub's own
(`order_books.leave_own`), in the same transaction, and applied after it; a hub that ends in between does it at its
next start.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, select, update

from hub.allocation import allocate, wanted
from hub.storage import order_books, records, stock_moves, tables
from hub.storage.records import Change
from posapp.contract.feed_orders import OrderLineRow, OrderRow
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.order import TRANSFERS, Order, OrderStep
from posapp.domain.pickup import OVER, TRANSFER, Stand
from posapp.domain.times import to_text

TAKEN_BACK: Final = "taken back"
"""Why a transfer is cancelled by the order that it was for."""
Targets = set[tuple[str, str]]
"""(store, order) of which steps wait to be applied."""


# -- a rejected order -------------------------------------------------------------------------------------------------


def next_shop(connection: Connection, locked: Row[Any], order: Order, now: Stand) -> str:
    """The nearest shop that has all of a rejected order and has not rejected it; "" where none has, or something was
    given out already."""
    if any(x.handed for x in now.lines):
        return ""
    whom = _parent(connection, order)
    here = whom.store if whom is not None else locked.store
    tried = {here, locked.store, *(step.reason for step in order.steps if step.act == "reroute")}
    goods = wanted((line.sku, line.quantity) for line in order.lines)
    return _nearest(connection, here, goods, tried)


def reroute(connection: Connection, locked: Row[Any], order: Order, to: str, now: datetime) -> Row[Any]:
    """The order with all that was done with it, at another shop; its row there. Its last shop forgets it."""
    settings = order_books.settings_of(connection, to)
    assert settings is not None, "a shop near another is known"
    row = OrderRow.model_validate_json(locked.body)
    code = row.code if not row.code or order_books.is_free(connection, to, row.code) else ""
    ready = to_text(now + timedelta(minutes=settings.pickup.promise_minutes))
    told: dict[str, object] = {"store": to, "code": code or (order_books.free_code(connection, to) if row.code else "")}
    told |= {"promised": max(row.promised, ready), "began": "NEW", "hold_days": settings.pickup.hold_days}
    body = row.model_copy(update=told)
    o, s, r = tables.online_order, tables.order_step, tables.order_refund
    free = {"claim_till": "", "claim_until": "", "state": "NEW", "due": order_books.NEVER}
    values = {"store": to, "code": body.code, "body": body.model_dump_json(exclude_defaults=True), **free}
    connection.execute(update(o).where(o.c.store == locked.store, o.c.id == locked.id).values(values))
    mine = (s.c.store == locked.store, s.c.order_id == locked.id)
    connection.execute(update(s).where(*mine).values(store=to))
    connection.execute(delete(r).where(r.c.store == locked.store, r.c.id == locked.id))
    records.put(connection, [Change("orders", locked.store, locked.id, None)], now)
    goods = wanted((line.sku, line.quantity) for line in order.lines)
    stock_moves.move(connection, to, {sku: (0, units) for sku, units in goods.items()}, now)
    found = order_books.locked_row(connection, to, locked.id)
    assert found is not None
    return found


# -- goods that are asked of another shop -----------------------------------------------------------------------------


def follow_ups(
    connection: Connection, store: str, order: Order, stands: tuple[Stand, Stand], step: OrderStep, now: datetime
) -> Targets:
    """What a step means for other orders, and which of them have something to apply now."""
    before, after = stands
    found: Targets = set()
    if step.act == "short" and step.place == TRANSFER:
        found |= _ask(connection, store, order, after, (step.line, step.quantity), now)
    elif step.act == "unpick":
        fewer = before.lines[step.line - 1].moved - after.lines[step.line - 1].moved
        found |= _take_back(connection, store, order, after, (step.line, fewer), now) if fewer else set()
    elif after.state in OVER and before.state not in OVER:
        for transfer in _open_transfers(connection, order):
            found.add(_leave(connection, order, (transfer.store, transfer.id), _cancel(now)))
    if order.channel == TRANSFERS:
        found |= _tell(connection, order, stands, step, now)
    return found


def _ask(
    connection: Connection, store: str, order: Order, stand: Stand, what: tuple[int, int], now: datetime
) -> Targets:
    """The nearest shop that has so much of a line sends it; where none has, it is paid back after all."""
    line, units = what
    sku, whom = pickup.sku_of(order, stand, line), _parent(connection, order)
    to = _nearest(connection, store, {sku: units}, {store, *([whom.store] if whom is not None else [])})
    said = OrderStep("transfer" if to else "no_transfer", to_text(now), line=line, quantity=units, place=to)
    if to:
        _place(connection, store, order, (to, sku), what, now)
    return {_leave(connection, order, (store, order.id), said)}


def _place(
    connection: Connection, store: str, order: Order, whence: tuple[str, str], what: tuple[int, int], now: datetime
) -> None:
    (to, sku), (line, units) = whence, what
    here, there = order_books.settings_of(connection, store), order_books.settings_of(connection, to)
    assert here is not None
    assert there is not None
    row = OrderRow(
        id=f"{order.id}-T{len(list(_transfers(connection, order))) + 1}",
        channel=TRANSFERS,
        placed=to_text(now),
        state="NEW",
        began="NEW",
        name=here.name or here.id,
        lines=(OrderLineRow(sku=sku, quantity=units, amount=0),),
        promised=to_text(now + timedelta(minutes=there.pickup.promise_minutes)),
        store=to,
        for_order=order.id,
        for_line=line,
    )
    order_books.put(connection, to, row, "", now)
    stock_moves.move(connection, to, {sku: (0, units)}, now)


def _take_back(
    connection: Connection, store: str, order: Order, stand: Stand, what: tuple[int, int], now: datetime
) -> Targets:
    """Fewer are wanted: the newest transfers end, and what is too much of them is asked for anew."""
    (line, fewer), found = what, Targets()
    for transfer in reversed(list(_open_transfers(connection, order))):
        if transfer.for_line != line or fewer <= 0:
            continue
        found.add(_leave(connection, order, (transfer.store, transfer.id), _cancel(now)))
        fewer -= sum(x.quantity for x in transfer.lines)
    return found | _ask(connection, store, order, stand, (line, -fewer), now) if fewer < 0 else found


def _tell(connection: Connection, order: Order, stands: tuple[Stand, Stand], step: OrderStep, now: datetime) -> Targets:
    """What becomes of a transfer, to the order that it is for."""
    (before, after), whom = stands, _parent(connection, order)
    if whom is None:
        return set()
    found: Targets = set()
    gone = sum(x.handed for x in after.lines) - sum(x.handed for x in before.lines)
    never = 0
    if after.state in OVER and before.state not in OVER and step.reason != TAKEN_BACK:
        never = sum(line.quantity for line in order.lines) - sum(x.handed for x in after.lines)
    for act, units in (("sent", gone), ("no_transfer", never)):
        if units > 0:
            said = OrderStep(act, to_text(now), line=order.for_line, quantity=units, place=order.store)
            found.add(_leave(connection, order, (whom.store, whom.id), said))
    return found


def _leave(connection: Connection, by: Order, target: tuple[str, str], step: OrderStep) -> tuple[str, str]:
    order_books.leave_own(connection, by.id, target, step)
    return target


def _cancel(now: datetime) -> OrderStep:
    return OrderStep("cancel", to_text(now), reason=TAKEN_BACK)


def _transfers(connection: Connection, order: Order) -> Iterator[tuple[str, OrderRow]]:
    """(state, row) of all that was asked of other shops for the order, the oldest first."""
    o = tables.online_order.c
    query = select(o.state, o.body).where(o.id.startswith(f"{order.id}-T", autoescape=True))
    rows = ((row.state, OrderRow.model_validate_json(row.body)) for row in connection.execute(query))
    mine = [(state, row) for state, row in rows if row.for_order == order.id]
    yield from sorted(mine, key=lambda found: int(found[1].id.rpartition("-T")[2]))


def _open_transfers(connection: Connection, order: Order) -> Iterator[OrderRow]:
    return (row for state, row in _transfers(connection, order) if state not in OVER)


def _parent(connection: Connection, order: Order) -> Row[Any] | None:
    """What a transfer is for."""
    return order_books.anywhere(connection, order.for_order) if order.for_order else None


def _nearest(connection: Connection, store: str, goods: dict[str, int], without: set[str]) -> str:
    settings = order_books.settings_of(connection, store)
    near = [shop.id for shop in settings.near if shop.id not in without] if settings is not None else []
    try:
        return allocate(near, goods, lambda shop, skus: stock_moves.free(connection, shop, skus))
    except Refused:
        return ""
