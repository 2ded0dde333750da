"""Steps of online orders that cannot follow any more: left out of the order, and shown to head office."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import exceptions
from hub.order_effects import given_all_the_same
from hub.rows import Rows
from hub.storage import stock_moves, tables
from hub.storage.order_books import HUB
from hub.storage.order_payments import paid_again
from hub.storage.order_tables import LEFT_OUT
from posapp.contract.envelope import WireEntry
from posapp.domain.order import PAID, Order, OrderStep
from posapp.domain.pickup import OF_SALES, OVER, Stand
from posapp.domain.times import to_text


def leave_out(
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
    if order is not None and step.act == "paid" and (again := paid_again(connection, order, step)):
        balance_owed(connection, store, order, step, again, now)
    if step.till.endswith(HUB) or step.act in OF_SALES:
        return  # the hub's own: whatever it was for is over; about returns the sales themselves say what is odd
    kind: exceptions.Kind = "order_conflict"
    also: tuple[tuple[str, int], ...] = ()
    if step.act == "hand_over" and stand is not None and order is not None:
        first = next((x for x in reversed(order.steps) if x.act == "hand_over"), None)
        if first is not None:
            kind, also = "handed_twice", ((first.till, first.seq),)
        elif stand.state in OVER or why == "order_elsewhere":
            kind = "handed_though_over"
    entry = WireEntry(step.seq, "order_step", step.at, date, step.staff, msgspec.Raw(b"{}"))
    about: dict[str, str | int] = {"order": id_, "act": step.act, "why": why, "state": stand.state if stand else ""}
    about["offline"] = int(step.offline)
    if order is not None and stand is not None and kind != "order_conflict":
        stock_moves.move(connection, store, given_all_the_same(order, stand, step), now)
    people = tuple(x.staff for x in (order.steps if order else ()) if (x.till, x.seq) in also)
    amount = step.worth or order.total if order is not None and kind != "order_conflict" else 0
    exceptions.note(rows, kind, (store, step.till, to_text(now)), entry, about, amount=amount, people=people, also=also)
    _file(connection, rows)


def given_unpaid(connection: Connection, store: str, order: Order, step: OrderStep, owed: int, now: datetime) -> None:
    """The goods are out, and no sale that is booked paid what was owed for them, whatever receipt the till names."""
    rows, entry = Rows(), WireEntry(step.seq, "order_step", step.at, "", step.staff, msgspec.Raw(b"{}"))
    about: dict[str, str | int] = {"order": order.id, "act": step.act, "why": "unpaid", "receipt": step.receipt}
    about["offline"] = int(step.offline)
    exceptions.note(rows, "order_conflict", (store, step.till, to_text(now)), entry, about, amount=owed)
    _file(connection, rows)


def balance_owed(connection: Connection, store: str, order: Order, step: OrderStep, owed: int, now: datetime) -> None:
    """Money that was paid at a counter for goods that nobody will be given: somebody gives it back there."""
    rows, till = Rows(), step.till.removesuffix(PAID)
    entry = WireEntry(step.seq, "order_step", step.at, "", step.staff, msgspec.Raw(b"{}"))
    about: dict[str, str | int] = {"order": order.id, "act": step.act}
    about |= {"receipt": step.receipt} if step.receipt else {}
    exceptions.note(rows, "balance_owed", (store, till, to_text(now)), entry, about, amount=owed)
    _file(connection, rows)


def owed_no_more(connection: Connection, id_: str, step: OrderStep, now: datetime) -> None:
    """A counter has given all of it back: nobody at head office has to see to it."""
    x, order = tables.exception.c, msgspec.json.encode(id_).decode()
    mine = (x.kind == "balance_owed", x.settled_at.is_(None), x.facts.contains(f'"order":{order}', autoescape=True))
    said = {"settled_at": to_text(now), "settled_by": step.staff, "how": "refunded", "note": step.receipt}
    connection.execute(update(tables.exception).where(*mine).values(**said))


def _file(connection: Connection, rows: Rows) -> None:
    columns = tables.exception.columns.keys()
    made = [dict(zip(columns, row, strict=True)) for row in rows.exception]
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(tables.exception).on_conflict_do_nothing(), made)
