"""The rows of online orders: read under their lock, kept, told to the tills."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import records, tables
from hub.storage.order_tables import LEFT_OUT, TAKEN, WAITS
from hub.storage.records import change
from hub.storage.return_tables import web_refund
from posapp.contract.feed_orders import OrderRow, OrderStepRow
from posapp.contract.feed_rows import SettingsRow
from posapp.domain import pickup
from posapp.domain.order import PAID, Order, OrderStep
from posapp.domain.pickup import OVER, REMIND_AFTER, Stand
from posapp.domain.times import from_text, to_text

LEAST_PHONE: Final = 8
CODE_DIGITS: Final = 6
HUB: Final = ".hub"
"""How the name of what the hub itself does ends, in place of a till's."""
NEVER: Final = "~"
"""After every moment, as texts are compared."""


def put(connection: Connection, store: str, row: OrderRow, email: str, now: datetime) -> OrderRow:
    """A new order, or other facts of one that nobody has touched yet; told to the tills."""
    values = {
        "code": row.code, "state": row.state, "email": email, "claim_till": "", "claim_until": "",
        "body": row.model_dump_json(exclude_defaults=True), "due": NEVER,
    }  # fmt: skip
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = make(tables.online_order).values(store=store, id=row.id, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["store", "id"], set_=values))
    locked = locked_row(connection, store, row.id)
    assert locked is not None
    order = order_of(connection, locked)
    return keep(connection, locked, order, pickup.stand(order), now)


def keep(
    connection: Connection, locked: Row[Any], order: Order, stand: Stand, now: datetime, *, freed: bool = False
) -> OrderRow:
    """Where it stands now, in the books and in the feed."""
    o, row = tables.online_order.c, told(order, stand)
    values: dict[str, object] = {"state": stand.state, "due": _due(order, stand)}
    if freed:
        values |= {"claim_till": "", "claim_until": ""}
    mine = (o.store == locked.store, o.id == locked.id)
    connection.execute(update(tables.online_order).where(*mine).values(values))
    records.put(connection, [change("orders", locked.store, row)], now)
    return row


def told(order: Order, stand: Stand) -> OrderRow:
    """The row that travels. The facts are those of the value, which came of a row."""
    said = msgspec.to_builtins(order)
    said |= {"state": stand.state, "steps": [msgspec.to_builtins(step) for step in order.steps]}
    return OrderRow.model_validate_json(msgspec.json.encode(said))


def order_of(connection: Connection, locked: Row[Any]) -> Order:
    row = OrderRow.model_validate_json(locked.body)
    order = row.value()
    steps = tuple(steps_of(connection, locked.store, locked.id))
    gone = left_out(connection, locked.store, locked.id)
    back = refunds_of(connection, locked.id)
    return replace(order, steps=steps, left_out=gone, began=row.began or row.state, refunds=back)


def refunds_of(connection: Connection, id_: str) -> tuple[tuple[str, int], ...]:
    """What goes back to the order's customer, by how it stands with the provider."""
    w = web_refund.c
    found = connection.execute(select(w.state, func.sum(w.amount)).where(w.order_id == id_).group_by(w.state))
    return tuple(sorted((str(state), int(amount)) for state, amount in found))


def locked_row(connection: Connection, store: str, id_: str) -> Row[Any] | None:
    o = tables.online_order.c
    query = select(tables.online_order).where(o.store == store, o.id == id_).with_for_update()
    return connection.execute(query).first()


def anywhere(connection: Connection, id_: str) -> Row[Any] | None:
    """The row of an order in whatever shop, not locked."""
    return connection.execute(select(tables.online_order).where(tables.online_order.c.id == id_)).first()


def of_phone(connection: Connection, phone: str, most: int) -> list[Row[Any]]:
    """Those of a whole telephone number, with or without the country's, the newest first."""
    numbers = {phone, f"+86{phone}"} if phone.removeprefix("+").isdigit() and len(phone) >= LEAST_PHONE else set()
    if not numbers:
        return []
    o = tables.online_order.c
    like = [o.body.contains(f'"phone":"{number}"', autoescape=True) for number in sorted(numbers)]
    return list(connection.execute(select(tables.online_order).where(or_(*like)).order_by(o.id.desc()).limit(most)))


def steps_of(connection: Connection, store: str, id_: str) -> list[OrderStep]:
    s = tables.order_step.c
    query = select(s.body, s.till).where(s.store == store, s.order_id == id_, s.state == TAKEN).order_by(s.place)
    return [_step(connection, row) for row in connection.execute(query)]


def waiting(connection: Connection, store: str, id_: str) -> list[OrderStep]:
    s = tables.order_step.c
    query = select(s.body, s.till).where(s.store == store, s.order_id == id_, s.state == WAITS)
    found = [_step(connection, row) for row in connection.execute(query)]
    return sorted(found, key=lambda step: (step.till.removesuffix(PAID), step.seq, step.till))  # as the till did them


def _step(connection: Connection, row: Any) -> OrderStep:
    said = OrderStepRow.model_validate_json(row.body)
    step = msgspec.convert(said.model_dump(), OrderStep)
    return replace(step, number=number_of(connection, row.till))


def left_out(connection: Connection, store: str, id_: str) -> tuple[tuple[str, int], ...]:
    s = tables.order_step.c
    query = select(s.till, s.seq).where(s.store == store, s.order_id == id_, s.state == LEFT_OUT)
    return tuple((row.till, int(row.seq)) for row in connection.execute(query.order_by(s.till, s.seq)))


def say_refund(connection: Connection, store: str, id_: str, amount: int, stand: Stand, now: datetime) -> None:
    state = "none" if not amount else "due" if stand.state in OVER else "queued"
    values = {"amount": amount, "state": state, "moved_at": to_text(now)}
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = make(tables.order_refund).values(store=store, id=id_, paid=0, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["store", "id"], set_=values))


def _due(order: Order, stand: Stand) -> str:
    """When the next reminder is, or the end of its time on the shelf."""
    if stand.state != "READY":
        return NEVER
    since, reminded = from_text(stand.ready_at), _reminded(order, stand)
    days = [day for day in REMIND_AFTER if day < order.hold_days][reminded:]
    return to_text(since + timedelta(days=days[0])) if days else pickup.hold_until(order, stand)


def _reminded(order: Order, stand: Stand) -> int:
    return sum(step.act == "remind" and step.at >= stand.ready_at for step in order.steps)


def number_of(connection: Connection, till: str) -> str:
    t = tables.till.c
    return str(connection.scalar(select(t.register).where(t.id == till.removesuffix(PAID))) or "")


def drop(connection: Connection, store: str, id_: str) -> None:
    o = tables.online_order
    connection.execute(o.delete().where(o.c.store == store, o.c.id == id_))


def leave_own(connection: Connection, by: str, target: tuple[str, str], step: OrderStep) -> OrderStep:
    """A step of the hub's own for an order (store, id), to be applied under that one's lock; `by`: whose lock the
    caller holds, which makes the name the caller's alone."""
    s, till = tables.order_step.c, f"{by}{HUB}"
    number = (connection.scalar(select(func.max(s.seq)).where(s.till == till)) or 0) + 1
    named = replace(step, till=till, seq=number)
    body = OrderStepRow.of(named).model_dump_json(exclude_defaults=True)
    row = {"till": till, "seq": number, "store": target[0], "order_id": target[1], "business_date": ""}
    connection.execute(insert(tables.order_step).values(**row, state=WAITS, place=0, body=body))
    return named


def free_code(connection: Connection, store: str) -> str:
    """One that no open order of the shop has."""
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        if is_free(connection, store, code):
            return code


def is_free(connection: Connection, store: str, code: str) -> bool:
    """Whether no open order of the shop has it."""
    o = tables.online_order.c
    query = select(o.id).where(o.store == store, o.code == code, o.state.not_in(sorted(OVER)))
    return connection.scalar(query.limit(1)) is None


def settings_of(connection: Connection, store: str) -> SettingsRow | None:
    """What is told of a shop, its neighbours among it."""
    r = tables.record.c
    query = select(r.body).where(r.noun == "settings", r.store == store, r.body.is_not(None))
    body = connection.scalar(query.limit(1))
    return SettingsRow.model_validate_json(body) if body else None
