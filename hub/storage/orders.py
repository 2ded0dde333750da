"""Online orders in the hub's books: placed, moved by the tills' steps and the hub's own, told to the tills of the shop.

Whoever changes an order holds the lock of its row. Steps are applied in the order in which they came, each once, by the
state machine that the tills go by (`posapp.domain.pickup`); with each go the stock, what goes back to the customer, and
the messages. A step that cannot follow is left out: the till's entry stands, and head office sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import exceptions, order_letters
from hub.rows import Rows
from hub.storage import records, stock_moves, tables
from hub.storage.database import Database
from hub.storage.order_tables import LEFT_OUT, TAKEN, WAITS
from hub.storage.records import Change, change
from posapp.contract.envelope import WireEntry
from posapp.contract.feed_orders import OrderRow, OrderStepRow
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.order import Order, OrderStep
from posapp.domain.pickup import OVER, REMIND_AFTER, Stand
from posapp.domain.times import from_text, to_text

CLAIMED: Final = timedelta(minutes=2)
"""So long a till that asked has an order in its hands, if it says nothing more."""
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
    locked = _locked(connection, store, row.id)
    assert locked is not None
    order = _order(connection, locked)
    return _keep(connection, locked, order, pickup.stand(order), now)


def file_changes(database: Database, store: str, row: OrderRow, now: datetime) -> list[Change]:
    """What a shop file says of an order: anew while nobody has touched it, else only that it was cancelled."""
    gone: list[Change] = []
    with database.write() as connection:
        for left in records.scopes_in(connection, "orders", row.id) - {store}:
            gone.append(Change("orders", left, row.id, None))
            _forget(connection, left, row.id)
        locked = _locked(connection, store, row.id)
        if locked is None or not _steps(connection, store, row.id):
            put(connection, store, row.model_copy(update={"began": row.state}), "", now)
        elif row.state == "CANCELLED" and locked.state not in OVER:
            _own_step(connection, locked, "cancel", now, "")
        if gone:
            records.put(connection, gone, now)
    return gone


def forget(connection: Connection, store: str, id_: str) -> None:
    """An order that head office has taken out of the feed."""
    _forget(connection, store, id_)


def follow(database: Database, store: str, ids: Iterable[str], now: datetime) -> bool:
    """Applies what the tills' entries said of these orders; whether a message is to be sent."""
    told = False
    for id_ in dict.fromkeys(ids):
        with database.write() as connection:
            locked = _locked(connection, store, id_)
            waiting = _waiting(connection, store, id_)
            if not waiting:
                continue
            if locked is None:
                for step in waiting:
                    _leave_out(connection, store, id_, step, "order_unknown", now)
                continue
            told |= _apply(connection, locked, waiting, now)
    return told


def left(database: Database) -> list[tuple[str, str]]:
    """(store, order) of steps that nobody has applied: whoever took their entries ended before."""
    s = tables.order_step.c
    with database.read() as connection:
        found = connection.execute(select(s.store, s.order_id).where(s.state == WAITS).distinct())
        return [(row.store, row.order_id) for row in found]


def claim(database: Database, asked: tuple[str, str, str, str], store: str, till: str, now: datetime) -> OrderRow:
    """The order for a till that is about to do something with it: kept for it for a while, against every other.

    `asked`: order, act, person, the till's own moment. Refused("not_found", "order_claimed", or as the state machine
    says).
    """
    id_, act, staff, at = asked
    o = tables.online_order.c
    with database.write() as connection:
        locked = _locked(connection, store, id_)
        if locked is None:
            raise Refused("not_found")
        _not_claimed(connection, locked, till, now)
        order = _order(connection, locked)
        stand = pickup.stand(order)
        if act == "take":
            pickup.moved(order, stand, OrderStep(act, at, staff, till))
        elif stand.state in OVER:
            pickup.moved(order, stand, OrderStep("notify", at, staff, till))
        mine = (o.store == store, o.id == id_)
        connection.execute(
            update(tables.online_order).where(*mine).values(claim_till=till, claim_until=to_text(now + CLAIMED))
        )
        return _told(order, stand)


def _claimed(locked: Row[Any], till: str, now: datetime) -> bool:
    return locked.claim_till not in ("", till) and locked.claim_until > to_text(now)


def _not_claimed(connection: Connection, locked: Row[Any], till: str, now: datetime) -> None:
    """Its goods are just being given out, or fetched, at another till."""
    if _claimed(locked, till, now):
        raise Refused("order_claimed", till=_number(connection, locked.claim_till))


def act(database: Database, id_: str, step: str, reason: str, now: datetime) -> OrderRow:
    """What the hub does by itself or head office asks for: "cancel", "expire", "remind". Refused("not_found", …)."""
    o = tables.online_order.c
    with database.write() as connection:
        store = connection.scalar(select(o.store).where(o.id == id_))
        locked = _locked(connection, store or "", id_)
        if locked is None:
            raise Refused("not_found")
        if step != "remind":
            _not_claimed(connection, locked, "", now)
        return _own_step(connection, locked, step, now, reason)


def sweep(database: Database, now: datetime) -> int:
    """Reminders and expiry of what is ready for too long; how many orders something was done about."""
    o, done = tables.online_order.c, 0
    with database.read() as connection:
        query = select(o.store, o.id).where(o.due <= to_text(now)).order_by(o.due).limit(500)
        due = connection.execute(query).all()
    for store, id_ in due:
        with database.write() as connection:
            locked = _locked(connection, store, id_)
            if locked is not None and locked.due <= to_text(now) and not _claimed(locked, "", now):
                order = _order(connection, locked)
                over = pickup.hold_until(order, pickup.stand(order)) <= to_text(now)
                _own_step(connection, locked, "expire" if over else "remind", now, "")
                done += 1
    return done


def by_id(database: Database, id_: str) -> tuple[OrderRow, dict[str, Any]] | None:
    """The order as the tills are told of it, and what goes back to its customer (amount, paid, state)."""
    o, r = tables.online_order.c, tables.order_refund.c
    with database.read() as connection:
        locked = connection.execute(select(tables.online_order).where(o.id == id_)).first()
        if locked is None:
            return None
        order = _order(connection, locked)
        back = connection.execute(select(r.amount, r.paid, r.state).where(r.store == locked.store, r.id == id_)).first()
        return _told(order, pickup.stand(order)), dict(back._mapping) if back else {}


def refunded(database: Database, id_: str, amount: int, now: datetime) -> None:
    """The channel has paid that much back, in all. Refused("not_found")."""
    r = tables.order_refund.c
    with database.write() as connection:
        found = connection.execute(select(r.store, r.amount).where(r.id == id_)).first()
        if found is None:
            raise Refused("not_found")
        state = "paid" if amount >= found.amount else "due"
        mine = (r.store == found.store, r.id == id_)
        connection.execute(
            update(tables.order_refund).where(*mine).values(paid=amount, state=state, moved_at=to_text(now))
        )


def listed(database: Database, store: str | None) -> list[tuple[str, OrderRow]]:
    """(store, order) of all orders, or of one store's."""
    o = tables.online_order.c
    with database.read() as connection:
        query = select(tables.online_order).order_by(o.store, o.id)
        found = connection.execute(query if store is None else query.where(o.store == store)).all()
        orders = [(row.store, _order(connection, row)) for row in found]
        return [(where, _told(order, pickup.stand(order))) for where, order in orders]


def _apply(connection: Connection, locked: Row[Any], waiting: list[OrderStep], now: datetime) -> bool:
    order = _order(connection, locked)
    stand, told = pickup.stand(order), False
    for step in waiting:
        try:
            after = pickup.moved(order, stand, step)
        except Refused as no:
            _leave_out(connection, locked.store, order.id, step, no.code, now, order=order, stand=stand)
            continue
        order, told = _step_taken(connection, locked, order, (stand, after), step, now) or order, True
        stand = after
    left_out = _left_out(connection, locked.store, order.id)
    _keep(connection, locked, replace(order, left_out=left_out), stand, now, freed=True)
    return told


def _step_taken(
    connection: Connection, locked: Row[Any], order: Order, stands: tuple[Stand, Stand], step: OrderStep, now: datetime
) -> Order:
    """The order with the step; its stock, what goes back, and what the customer is told."""
    s, (before, after) = tables.order_step.c, stands
    place = len(order.steps) + 1
    mine = (s.till == step.till, s.seq == step.seq)
    connection.execute(update(tables.order_step).where(*mine).values(state=TAKEN, place=place))
    stock_moves.move(connection, locked.store, _stock(order, before, after), now)
    back = _goes_back(order, after)
    if back != _goes_back(order, before) or (back and after.state in OVER):
        _refund(connection, locked.store, order.id, back, after, now)
    letter = order_letters.asked(locked.store, order, locked.email, before, after, step, back, to_text(now))
    if letter is not None:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(make(tables.notice).values(letter).on_conflict_do_nothing())
    return replace(order, steps=(*order.steps, step))


def _own_step(connection: Connection, locked: Row[Any], step_act: str, now: datetime, reason: str) -> OrderRow:
    order = _order(connection, locked)
    till = f"{locked.store}.hub"
    s = tables.order_step.c
    number = (connection.scalar(select(func.max(s.seq)).where(s.till == till)) or 0) + 1
    step = OrderStep(step_act, to_text(now), till=till, seq=number, reason=reason)
    before = pickup.stand(order)
    after = pickup.moved(order, before, step)
    body = OrderStepRow.of(step).model_dump_json(exclude_defaults=True)
    row = {"till": till, "seq": number, "store": locked.store, "order_id": order.id, "business_date": ""}
    connection.execute(insert(tables.order_step).values(**row, state=WAITS, place=0, body=body))
    order = _step_taken(connection, locked, order, (before, after), step, now)
    return _keep(connection, locked, order, after, now)


def _keep(
    connection: Connection, locked: Row[Any], order: Order, stand: Stand, now: datetime, *, freed: bool = False
) -> OrderRow:
    """Where it stands now, in the books and in the feed."""
    o, row = tables.online_order.c, _told(order, stand)
    values: dict[str, object] = {"state": stand.state, "due": _due(order, stand)}
    if freed:
        values |= {"claim_till": "", "claim_until": ""}
    mine = (o.store == locked.store, o.id == locked.id)
    connection.execute(update(tables.online_order).where(*mine).values(values))
    records.put(connection, [change("orders", locked.store, row)], now)
    return row


def _told(order: Order, stand: Stand) -> OrderRow:
    """The row that travels. The facts are those of the value, which came of a row."""
    said = msgspec.to_builtins(order)
    said |= {"state": stand.state, "steps": [msgspec.to_builtins(step) for step in order.steps]}
    return OrderRow.model_validate_json(msgspec.json.encode(said))


def _order(connection: Connection, locked: Row[Any]) -> Order:
    row = OrderRow.model_validate_json(locked.body)
    order = row.value()
    steps = tuple(_steps(connection, locked.store, locked.id))
    left_out = _left_out(connection, locked.store, locked.id)
    return replace(order, steps=steps, left_out=left_out, began=row.began or row.state)


def _locked(connection: Connection, store: str, id_: str) -> Row[Any] | None:
    o = tables.online_order.c
    query = select(tables.online_order).where(o.store == store, o.id == id_).with_for_update()
    return connection.execute(query).first()


def _steps(connection: Connection, store: str, id_: str) -> list[OrderStep]:
    s = tables.order_step.c
    query = select(s.body, s.till).where(s.store == store, s.order_id == id_, s.state == TAKEN).order_by(s.place)
    return [_step(connection, row) for row in connection.execute(query)]


def _waiting(connection: Connection, store: str, id_: str) -> list[OrderStep]:
    s = tables.order_step.c
    query = select(s.body, s.till).where(s.store == store, s.order_id == id_, s.state == WAITS)
    return [_step(connection, row) for row in connection.execute(query.order_by(s.till, s.seq))]


def _step(connection: Connection, row: Any) -> OrderStep:
    said = OrderStepRow.model_validate_json(row.body)
    step = msgspec.convert(said.model_dump(), OrderStep)
    return replace(step, number=_number(connection, row.till))


def _left_out(connection: Connection, store: str, id_: str) -> tuple[tuple[str, int], ...]:
    s = tables.order_step.c
    query = select(s.till, s.seq).where(s.store == store, s.order_id == id_, s.state == LEFT_OUT)
    return tuple((row.till, int(row.seq)) for row in connection.execute(query.order_by(s.till, s.seq)))


def _leave_out(
    connection: Connection,
    store: str,
    id_: str,
    step: OrderStep,
    why: str,
    now: datetime,
    order: Order | None = None,
    stand: Stand | None = None,
) -> None:
    """The step is left out of the order; goods that left the shop somebody must see."""
    s, rows = tables.order_step.c, Rows()
    mine = (s.till == step.till, s.seq == step.seq)
    date = connection.scalar(select(s.business_date).where(*mine)) or ""
    connection.execute(update(tables.order_step).where(*mine).values(state=LEFT_OUT))
    kind: exceptions.Kind = "order_conflict"
    also: tuple[tuple[str, int], ...] = ()
    if step.act == "hand_over" and stand is not None and order is not None:
        first = next((x for x in reversed(order.steps) if x.act == "hand_over"), None)
        if first is not None:
            kind, also = "handed_twice", ((first.till, first.seq),)
        elif stand.state in OVER:
            kind = "handed_though_over"
    entry = WireEntry(step.seq, "order_step", step.at, date, step.staff, msgspec.Raw(b"{}"))
    about: dict[str, str | int] = {"order": id_, "act": step.act, "why": why, "state": stand.state if stand else ""}
    about["offline"] = int(step.offline)
    people = tuple(x.staff for x in (order.steps if order else ()) if (x.till, x.seq) in also)
    amount = order.total if order is not None and kind != "order_conflict" else 0
    exceptions.note(rows, kind, (store, step.till, to_text(now)), entry, about, amount=amount, people=people, also=also)
    columns = tables.exception.columns.keys()
    made = [dict(zip(columns, row, strict=True)) for row in rows.exception]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(tables.exception).on_conflict_do_nothing(), made)


def _stock(order: Order, before: Stand, after: Stand) -> dict[str, tuple[int, int]]:
    """What a step does to the shop's stock: what was given out has left it, what nobody waits for is promised to nobody
    any more."""
    found: dict[str, tuple[int, int]] = {}
    for stand, sign in ((before, -1), (after, 1)):
        for number, line in enumerate(order.lines, 1):
            x, sku = stand.lines[number - 1], pickup.sku_of(order, stand, number)
            waits = 0 if stand.state in OVER else line.quantity - x.short - x.moved - x.handed
            on_hand, reserved = found.get(sku, (0, 0))
            found[sku] = (on_hand - sign * x.handed, reserved + sign * waits)
    return found


def _goes_back(order: Order, stand: Stand) -> int:
    """Minor units that the customer gets back as things stand: of what was not found, and of all that was not given out
    of an order that will not be; never more than was paid."""
    if stand.state not in ("CANCELLED", "REJECTED", "EXPIRED"):
        return max(0, order.paid + pickup.refunds_of(order, stand) - order.total)  # of a deposit order less is owed
    lines = enumerate(stand.lines, 1)
    kept = sum(pickup.refund_of(order, n, x.handed) for n, x in lines)
    return max(0, order.paid - kept)


def _refund(connection: Connection, store: str, id_: str, amount: int, stand: Stand, now: datetime) -> None:
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


def _number(connection: Connection, till: str) -> str:
    t = tables.till.c
    return str(connection.scalar(select(t.register).where(t.id == till)) or "")


def _forget(connection: Connection, store: str, id_: str) -> None:
    o = tables.online_order
    connection.execute(o.delete().where(o.c.store == store, o.c.id == id_))
