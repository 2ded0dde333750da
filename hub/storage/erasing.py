"""Forgetting a person: what the hub keeps of a member goes in one transaction, and every till is told to do the same.

What the law wants kept stays under the id, which means nothing any more: sales, receipts, amounts, invoices, what was
agreed over money. The tills' journals stay as they are: they hold seals of personal fields, never the fields.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.privacy_entries import ASKED, DONE, WAITS
from hub.storage import appointments, audit, records, tables
from hub.storage import order_books as books
from hub.storage.appointments import TOLD
from hub.storage.database import Database
from hub.storage.follow_up_tables import member_contact
from hub.storage.member_history import same_person
from hub.storage.privacy_tables import erased_member, privacy_request
from hub.storage.purses import FILED
from hub.storage.records import EVERY_STORE, Change, change
from hub.storage.table_parts import metadata
from posapp.contract.feed_members import MemberRow
from posapp.contract.feed_orders import OrderRow
from posapp.domain import pickup
from posapp.domain.errors import Refused
from posapp.domain.pickup import OVER
from posapp.domain.privacy import ERASE, check_request
from posapp.domain.sold import ORDER
from posapp.domain.times import to_text

STAYS: Final = frozenset(
    {
        *("sale", "offer_use", "purse_proof", "late_points", "member_reveal"),
        *("privacy_request", "privacy_proof", "erased_member"),
    }
)
"""Tables with a member's id that are books, or say who looked: their rows stay. Of every other table with such a column
the rows go."""
_KEPT: Final = "member_kept"
NOUNS: Final = ("members", _KEPT, "wallets", "wallet_kept", FILED, "before_members")
"""Records by the member's id."""
PERIOD: Final = "period"
"""In place of who asks, where the time of a member who was not seen any more is over."""
_ORDER_FIELDS: Final = {"name": "", "phone": "", "note": ""}


def follow(database: Database, clock: Callable[[], datetime]) -> int:
    """Carries out what was asked for and nothing stands against; how many."""
    r = privacy_request.c
    with database.read() as connection:
        query = select(r.id).where(r.wish == ERASE, r.state.in_((ASKED, WAITS))).order_by(r.at, r.id)
        waiting = list(connection.scalars(query))
    return sum(_carry_out(database, id_, clock()) for id_ in waiting)


def ask(database: Database, member: str, said: tuple[str, str, str], by: str, now: datetime) -> str:
    """Head office asks in place of a till; the request's name. `said`: wish, who asks, how that was seen.
    Refused("privacy_incomplete", "no_row")."""
    check_request(*said)
    with database.write() as connection:
        if not _is_there(connection, member):
            raise Refused("no_row", feed_named="members", key=member)
        return _put(connection, member, said, by, now)


def over(database: Database, members: Iterable[str], now: datetime) -> None:
    """Their time is over: the hub itself asks for them."""
    with database.write() as connection:
        for member in members:
            _put(connection, member, (ERASE, PERIOD, PERIOD), PERIOD, now)


def _put(connection: Connection, member: str, said: tuple[str, str, str], by: str, now: datetime) -> str:
    wish, asker, identity = said
    id_, at = f"office.{secrets.token_hex(6)}", to_text(now)
    row = {
        "id": id_, "member": member, "wish": wish, "state": ASKED, "why": "", "store": "", "till": "", "at": at,
        "staff": by, "approver": "", "asker": asker, "identity": identity, "moved_at": at, "figures": "{}",
    }  # fmt: skip
    connection.execute(insert(privacy_request).values(row))
    audit.note(connection, by, "privacy_asked", now, request=id_, member=member, wish=wish)
    return id_


def _is_there(connection: Connection, member: str) -> bool:
    r, m = tables.record.c, tables.member.c
    kept = select(r.key).where(r.noun == _KEPT, r.store == EVERY_STORE, r.key == member, r.body.is_not(None))
    return connection.scalar(kept) is not None or connection.scalar(select(m.id).where(m.id == member)) is not None


def _carry_out(database: Database, request: str, now: datetime) -> bool:
    r = privacy_request.c
    with database.write() as connection:
        found = connection.execute(select(privacy_request).where(r.id == request).with_for_update()).first()
        if found is None or found.state == DONE:
            return False
        ids = same_person(connection, found.member)
        why = _owed(connection, ids)
        if why:
            values = {"state": WAITS, "why": why, "moved_at": to_text(now)}
        else:
            figures = erase(connection, ids, request, now)
            values = {"state": DONE, "why": "", "moved_at": to_text(now), "figures": json.dumps(figures)}
            audit.note(connection, found.staff, "erased", now, request=request, member=found.member, rows=figures)
        connection.execute(update(privacy_request).where(r.id == request).values(values))
    if not why:
        out_of_the_log(database)
    return not why


def _owed(connection: Connection, ids: Sequence[str]) -> str:
    """What the shop still owes them: "stored_value", "open_order" or "". Who would lose money by being forgotten is
    asked to take it first."""
    p = tables.purse.c
    moved = connection.scalars(select(p.moved).where(p.kind == "stored_value", p.account.in_(ids)))
    filed = records.some(connection, FILED, EVERY_STORE, ids).values()
    if sum(moved) + sum(json.loads(body).get("stored_value", 0) for body in filed) > 0:
        return "stored_value"
    return "open_order" if any(row.state not in OVER for row in orders_of(connection, ids)) else ""


def erase(connection: Connection, ids: Sequence[str], request: str, now: datetime) -> dict[str, int]:
    """Everything personal of these ids, which are one person; how many rows of which table."""
    figures: dict[str, int] = {}
    orders = orders_of(connection, ids)
    named = [row.id for row in orders]
    figures["orders"] = sum(forget_order(connection, row, now) for row in orders)
    figures["notice"] = _forget_messages(connection, ids, named)
    gone = [Change(TOLD, store, id_, None) for store, id_ in appointments.of_members(connection, ids)]
    for table in metadata.sorted_tables:
        if "member" in table.c and table.name not in STAYS:
            figures[table.name] = _gone(connection, table, table.c.member.in_(ids))
    figures["kept_private"] = _gone(connection, tables.kept_private, tables.kept_private.c.id.in_(ids))
    gone += [
        Change(noun, store, id_, None) for id_ in ids for noun in NOUNS for store in _places(connection, noun, id_)
    ]
    told = [MemberRow(id=id_, erased=to_text(now), erased_orders=tuple(named)) for id_ in ids]
    figures["record"] = records.put(connection, gone, now)
    records.put(connection, [change("members", EVERY_STORE, row) for row in told], now)
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"member": id_, "request": request, "at": to_text(now)} for id_ in ids]
    connection.execute(make(erased_member).on_conflict_do_nothing(), rows)
    return {name: count for name, count in figures.items() if count}


def _gone(connection: Connection, table: Table, where: Any) -> int:
    return int(connection.execute(delete(table).where(where)).rowcount)


def _places(connection: Connection, noun: str, id_: str) -> Iterator[str]:
    yield from sorted(records.scopes_in(connection, noun, id_))


def orders_of(connection: Connection, ids: Sequence[str]) -> list[Any]:
    """Rows of online orders that one of these ids placed."""
    o = tables.online_order.c
    like = [o.body.contains(f'"member":{json.dumps(id_)}', autoescape=True) for id_ in ids]
    found = connection.execute(select(tables.online_order).where(or_(*like)).order_by(o.store, o.id)).all()
    return [row for row in found if OrderRow.model_validate_json(row.body).member in ids]


def forget_order(connection: Connection, found: Any, now: datetime) -> bool:
    """Whose it was and who collected it; what was ordered and paid stays."""
    o, s, c = tables.online_order.c, tables.order_step.c, tables.order_collector.c
    body = OrderRow.model_validate_json(found.body).model_copy(update=_ORDER_FIELDS)
    values = {"body": body.model_dump_json(exclude_defaults=True), "email": ""}
    connection.execute(update(tables.online_order).where(o.store == found.store, o.id == found.id).values(values))
    steps = connection.execute(select(s.till, s.seq).where(s.store == found.store, s.order_id == found.id)).all()
    for step in steps:
        connection.execute(delete(tables.order_collector).where(c.till == step.till, c.seq == step.seq))
    locked = books.locked_row(connection, found.store, found.id)
    assert locked is not None
    order = books.order_of(connection, locked)
    books.keep(connection, locked, order, pickup.stand(order), now)
    return True


def written_about(connection: Connection, ids: Sequence[str], orders: Iterable[str]) -> list[str]:
    """What messages to them are about: their sales, their orders, contacts of the shop."""
    s, m = tables.sale.c, member_contact.c
    sales = connection.execute(select(s.till, s.seq).where(s.member.in_(ids))).all()
    contacts = connection.execute(select(m.till, m.seq).where(m.member.in_(ids))).all()
    named = list(orders)
    return [*(f"{row.till}.{row.seq}" for row in (*sales, *contacts)), *named, *(ORDER + id_ for id_ in named)]


def _forget_messages(connection: Connection, ids: Sequence[str], orders: Iterable[str]) -> int:
    """To whom they went, or would have gone."""
    n, about, count = tables.notice.c, written_about(connection, ids, orders), 0
    for start in range(0, len(about), _CHUNK):
        mine = n.about.in_(about[start : start + _CHUNK])
        count += connection.execute(update(tables.notice).where(mine).values(receiver="", masked="")).rowcount
        waits = update(tables.notice).where(mine, n.state == "asked").values(state="failed", why="erased")
        connection.execute(waits)
    return count


def out_of_the_log(database: Database) -> None:
    """SQLite's log beside the file holds pages as they were; with this it is empty. PostgreSQL clears its own."""
    if not database.sqlite:
        return
    with database.gate(), database.raw() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


_CHUNK: Final = 500
