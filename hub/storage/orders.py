"""Online orders in the hub's books: placed, moved by the tills' steps and the hub's own, told to the tills of the shop.

Whoever changes an order holds the lock of its row. Steps are applied in the order in which they came, each once, by the
state machine that the tills go by (`posapp.domain.pickup`); with each go the stock, what goes back to the customer, and
the messages. A step that cannot follow is left out: the till's entry stands, and head office sees it. What it means for
other orders and shops: `rerouting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import order_letters
from hub.order_effects import stock_of
from hub.storage import order_books as books
from hub.storage import records, rerouting, stock_moves, tables
from hub.storage.database import Database
from hub.storage.order_conflicts import balance_owed, given_unpaid, leave_out, owed_no_more
from hub.storage.order_payments import must_hold
from hub.storage.order_tables import TAKEN, WAITS
from hub.storage.records import Change
from posapp.contract.feed_orders import OrderRow, OrderStepRow
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.order import TRANSFERS, Order, OrderStep
from posapp.domain.order_refunds import goes_back, owed_at_counter
from posapp.domain.pickup import OVER, Stand
from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.times import from_text, to_text
from posapp.domain.typed import shown

MOST_LOOKED_UP: Final = 20
CLAIMED: Final = timedelta(minutes=2)
"""So long a till that asked has an order in its hands, if it says nothing more."""


def file_changes(database: Database, store: str, row: OrderRow, now: datetime) -> list[Change]:
    """What a shop file says of an order: anew while nobody has touched it, else only that it was cancelled."""
    gone: list[Change] = []
    more = rerouting.Targets()
    with database.write() as connection:
        for left in records.scopes_in(connection, "orders", row.id) - {store}:
            if books.steps_of(connection, left, row.id):
                return []  # begun with there, or given to that shop since
            gone.append(Change("orders", left, row.id, None))
            books.drop(connection, left, row.id)
        locked = books.locked_row(connection, store, row.id)
        if locked is None or not books.steps_of(connection, store, row.id):
            books.put(connection, store, row.model_copy(update={"began": row.state}), "", now)
        elif row.state == "CANCELLED" and locked.state not in OVER:
            more = _own_step(connection, locked, "cancel", now, "")[1]
        if gone:
            records.put(connection, gone, now)
    _follow_all(database, more, now)
    return gone


def forget(connection: Connection, store: str, id_: str) -> None:
    """An order that head office has taken out of the feed."""
    books.drop(connection, store, id_)


def follow(database: Database, store: str, ids: Iterable[str], now: datetime) -> bool:
    """Applies what the tills' entries said of these orders, and what that means for others; whether a message is to be
    sent."""
    told, todo = False, [(store, id_) for id_ in dict.fromkeys(ids)]
    while todo:
        where, id_ = todo.pop(0)
        with database.write() as connection:
            locked = books.locked_row(connection, where, id_)
            waiting = books.waiting(connection, where, id_)
            if locked is not None and waiting:
                taken, more = _apply(connection, locked, waiting, now)
                told, todo = told or taken, [*todo, *sorted(more)]
            elif waiting:
                _left_behind(connection, where, id_, waiting, now)
    return told


def _left_behind(connection: Connection, store: str, id_: str, waiting: list[OrderStep], now: datetime) -> None:
    """Steps of an order that is another shop's by now, or nobody's."""
    row = books.anywhere(connection, id_)
    order = books.order_of(connection, row) if row is not None else None
    stand, why = (pickup.stand(order), "order_elsewhere") if order is not None else (None, "order_unknown")
    for step in waiting:
        leave_out(connection, store, id_, step, why, now, order=order, stand=stand)


def _follow_all(database: Database, found: rerouting.Targets, now: datetime) -> None:
    for store, id_ in sorted(found):
        follow(database, store, (id_,), now)


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
        locked = books.locked_row(connection, store, id_)
        if locked is None:
            raise _not_here(connection, id_)
        _not_claimed(connection, locked, till, now)
        order = books.order_of(connection, locked)
        stand = pickup.stand(order)
        if act == "slip" and any(step.act == "slip" for step in order.steps):
            raise Refused("slip_printed")
        if act == "take":
            pickup.moved(order, stand, OrderStep(act, at, staff, till))
        elif stand.state in OVER:
            pickup.moved(order, stand, OrderStep("notify", at, staff, till))
        mine = (o.store == store, o.id == id_)
        connection.execute(
            update(tables.online_order).where(*mine).values(claim_till=till, claim_until=to_text(now + CLAIMED))
        )
        return books.told(order, stand)


def _not_here(connection: Connection, id_: str) -> Refused:
    row = books.anywhere(connection, id_)
    if row is None:
        return Refused("not_found")
    settings = books.settings_of(connection, row.store)
    return Refused("order_elsewhere", shop=settings.name if settings else row.store)


def elsewhere(database: Database, store: str, text: str) -> list[OrderRow]:
    """Orders of other shops by number or whole telephone number, the newest first, as anybody at a counter may read
    them. `store` is the name of their shop."""
    with database.read() as connection:
        row = books.anywhere(connection, text)
        found = [row] if row is not None else books.of_phone(connection, text, MOST_LOOKED_UP)
        orders = [(row.store, books.order_of(connection, row)) for row in found if row.store != store]
        return [_to_be_read(connection, where, order) for where, order in orders if order.channel != TRANSFERS]


def _to_be_read(connection: Connection, store: str, order: Order) -> OrderRow:
    settings = books.settings_of(connection, store)
    steps = tuple(replace(step, proof="") for step in order.steps)
    masked = replace(order, code="", salt="", phone=order.phone[-4:], member="", tenders=(), steps=steps)
    row = books.told(masked, pickup.stand(order))
    return row.model_copy(update={"store": settings.name if settings and settings.name else store})


def _claimed(locked: Row[Any], till: str, now: datetime) -> bool:
    return locked.claim_till not in ("", till) and locked.claim_until > to_text(now)


def _not_claimed(connection: Connection, locked: Row[Any], till: str, now: datetime) -> None:
    """Its goods are just being given out, or fetched, at another till."""
    if _claimed(locked, till, now):
        raise Refused("order_claimed", till=books.number_of(connection, locked.claim_till))


def act(database: Database, id_: str, step: str, reason: str, now: datetime) -> OrderRow:
    """What the hub does by itself or head office asks for: "cancel", "expire", "remind". Refused("not_found", …)."""
    o = tables.online_order.c
    with database.write() as connection:
        store = connection.scalar(select(o.store).where(o.id == id_))
        locked = books.locked_row(connection, store or "", id_)
        if locked is None:
            raise Refused("not_found")
        if step != "remind":
            _not_claimed(connection, locked, "", now)
        row, more = _own_step(connection, locked, step, now, reason)
    _follow_all(database, more, now)
    return row


def arrived(database: Database, id_: str, where: str, now: datetime) -> None:
    """The customer waits at the shop, whoever has the order in their hands. The same again says nothing new.
    Refused("not_found", "order_over")."""
    place, o = shown(where), tables.online_order.c
    with database.write() as connection:
        store = connection.scalar(select(o.store).where(o.id == id_))
        locked = books.locked_row(connection, store or "", id_)
        if locked is None:
            raise Refused("not_found")
        if pickup.stand(books.order_of(connection, locked)).arrived != (place or pickup.NOWHERE):
            _own_step(connection, locked, "arrive", now, "", place)


def sweep(database: Database, now: datetime) -> int:
    """Reminders and expiry of what is ready for too long; how many orders something was done about."""
    o, done = tables.online_order.c, 0
    with database.read() as connection:
        query = select(o.store, o.id).where(o.due <= to_text(now)).order_by(o.due).limit(500)
        due = connection.execute(query).all()
    more = rerouting.Targets()
    for store, id_ in due:
        with database.write() as connection:
            locked = books.locked_row(connection, store, id_)
            if locked is not None and locked.due <= to_text(now) and not _claimed(locked, "", now):
                order = books.order_of(connection, locked)
                over = pickup.hold_until(order, pickup.stand(order)) <= to_text(now)
                more |= _own_step(connection, locked, "expire" if over else "remind", now, "")[1]
                done += 1
    _follow_all(database, more, now)
    return done


def by_id(database: Database, id_: str) -> tuple[OrderRow, dict[str, Any]] | None:
    """The order as the tills are told of it, and what goes back to its customer (amount, paid, state)."""
    r = tables.order_refund.c
    with database.read() as connection:
        locked = books.anywhere(connection, id_)
        if locked is None:
            return None
        order = books.order_of(connection, locked)
        back = connection.execute(select(r.amount, r.paid, r.state).where(r.store == locked.store, r.id == id_)).first()
        return books.told(order, pickup.stand(order)), dict(back._mapping) if back else {}


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
        orders = [(row.store, books.order_of(connection, row)) for row in found]
        return [(where, books.told(order, pickup.stand(order))) for where, order in orders]


def _apply(
    connection: Connection, locked: Row[Any], waiting: list[OrderStep], now: datetime
) -> tuple[bool, rerouting.Targets]:
    """Whether a message is to be sent, and which other orders have something to apply now."""
    order = books.order_of(connection, locked)
    stand, taken, more = pickup.stand(order), False, rerouting.Targets()
    for step in (_heard(step, now) for step in waiting):
        try:
            after = pickup.moved(order, stand, step)
            must_hold(connection, order, stand, step)
        except Refused as no:
            leave_out(connection, locked.store, order.id, step, no.code, now, order=order, stand=stand)
            continue
        to = rerouting.next_shop(connection, locked, order, after) if step.act == "reject" else ""
        more |= _step_taken(connection, locked, order, (stand, after), step, now, quiet=bool(to))
        order, stand, taken = replace(order, steps=(*order.steps, step)), after, True
        if to:
            locked, order, stand = _rerouted(connection, locked, order, to, now)
    left = books.left_out(connection, locked.store, order.id)
    freed = any(not step.till.endswith(books.HUB) for step in waiting)
    books.keep(connection, locked, replace(order, left_out=left), stand, now, freed=freed)
    return taken, more


def _heard(step: OrderStep, now: datetime) -> OrderStep:
    """Ready goods are kept from when their customer can hear of it: a till's clock may be days off, and a till without
    the line tells late."""
    if step.act != "ready" or abs((from_text(step.at) - now).total_seconds()) <= CLOCK_SLACK:
        return step
    return replace(step, heard=to_text(now))


def _rerouted(
    connection: Connection, locked: Row[Any], order: Order, to: str, now: datetime
) -> tuple[Row[Any], Order, Stand]:
    """The rejected order, begun anew at the shop that has it; the customer is told where."""
    whence, locked = locked.store, rerouting.reroute(connection, locked, order, to, now)
    step = OrderStep("reroute", to_text(now), place=to, reason=whence)
    step = books.leave_own(connection, to, (to, order.id), step)
    _mark_taken(connection, step, len(order.steps) + 1)
    order = books.order_of(connection, locked)
    name = f"{step.till}.{step.seq}.{order.id}"[:180]
    _send(connection, order_letters.row(to, order, locked.email, "order_moved", name, to_text(now)))
    return locked, order, pickup.stand(order)


def _step_taken(
    connection: Connection,
    locked: Row[Any],
    order: Order,
    stands: tuple[Stand, Stand],
    step: OrderStep,
    now: datetime,
    *,
    quiet: bool = False,
) -> rerouting.Targets:
    """The step's place, its stock, what goes back, and what the customer is told (not where `quiet`); for which other
    orders it means something."""
    before, after = stands
    _mark_taken(connection, step, len(order.steps) + 1)
    stock_moves.move(connection, locked.store, stock_of(order, before, after), now)
    if step.act == "hand_over" and (unpaid := pickup.balance_of(order, before)):
        given_unpaid(connection, locked.store, order, step, unpaid, now)
    if not quiet:
        back = goes_back(order, after)
        if back != goes_back(order, before) or (back and after.state in OVER):
            books.say_refund(connection, locked.store, order.id, back, after, now)
        if (owed := owed_at_counter(order, after) - owed_at_counter(order, before)) > 0:
            balance_owed(connection, locked.store, order, step, owed, now)
        if step.act == "repaid" and not owed_at_counter(order, after):
            owed_no_more(connection, order.id, step, now)
        _send(
            connection,
            order_letters.asked(locked.store, order, locked.email, before, after, step, back, to_text(now)),
        )
    return rerouting.follow_ups(connection, locked.store, order, stands, step, now)


def _mark_taken(connection: Connection, step: OrderStep, place: int) -> None:
    s = tables.order_step.c
    mine = (s.till == step.till, s.seq == step.seq)
    values: dict[str, object] = {"state": TAKEN, "place": place}
    if step.heard:
        values["body"] = OrderStepRow.of(step).model_dump_json(exclude_defaults=True)
    connection.execute(update(tables.order_step).where(*mine).values(values))


def _send(connection: Connection, letter: dict[str, object] | None) -> None:
    if letter is not None:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(make(tables.notice).values(letter).on_conflict_do_nothing())


def _own_step(
    connection: Connection, locked: Row[Any], step_act: str, now: datetime, reason: str, place: str = ""
) -> tuple[OrderRow, rerouting.Targets]:
    order = books.order_of(connection, locked)
    before, step = pickup.stand(order), OrderStep(step_act, to_text(now), reason=reason, place=place)
    after = pickup.moved(order, before, step)
    step = books.leave_own(connection, locked.store, (locked.store, order.id), step)
    more = _step_taken(connection, locked, order, (before, after), step, now)
    return books.keep(connection, locked, replace(order, steps=(*order.steps, step)), after, now), more
