"""What the hub keeps no longer because its time is over, shop by shop and by each shop's own periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, or_, select, update

from hub.storage import erasing, records, tables, visits
from hub.storage import order_books as books
from hub.storage.database import Database
from hub.storage.follow_up_tables import member_contact
from hub.storage.member_tables import member_reveal, member_value
from hub.storage.return_tables import return_photo
from posapp.contract.feed_members import MemberRow
from posapp.contract.feed_rows import SettingsRow
from posapp.domain.pickup import OVER
from posapp.domain.retention import PERIODS, days_of, limit_of, since

_MEMBERS: Final = 500
"""So many are forgotten in one night at most: the first night of a large chain must not be its last."""
Limits = Mapping[str, str]


def limits_by_store(database: Database) -> dict[str, Limits]:
    """What each shop says of its periods."""
    with database.read() as connection:
        rows = [SettingsRow.model_validate_json(body) for body in records.everywhere(connection, "settings")]
    return {row.id: row.limits for row in rows}


def of_chain(limits: Mapping[str, Limits]) -> Limits:
    """Members are of all shops: the longest period counts."""
    longest = {kind: max((days_of(kind, said) for said in limits.values()), default=0) for kind in PERIODS}
    return {limit_of(kind): str(days) for kind, days in longest.items() if days}


def forget_in_store(connection: Connection, store: str, limits: Limits, now: datetime) -> dict[str, int]:
    """Names of orders that are over, pictures, addresses; how many of each."""
    photo, n = return_photo.c, tables.notice.c
    old = since("mails", limits, now)
    never = update(tables.notice).where(n.store == store, n.state == "asked", n.at < old)
    connection.execute(never.values(state="failed", why="too_old"))
    over = update(tables.notice).where(n.store == store, n.at < old, or_(n.receiver != "", n.masked != ""))
    old_photo = (photo.store == store, photo.at < since("photos", limits, now))
    contact, reveal = member_contact.c, member_reveal.c
    told = (contact.store == store, contact.at < since("contacts", limits, now))
    looked = (reveal.store == store, reveal.at < since("reveals", limits, now))
    return {
        "contacts": int(connection.execute(delete(member_contact).where(*told)).rowcount),
        "reveals": int(connection.execute(delete(member_reveal).where(*looked)).rowcount),
        "order_names": _orders(connection, store, since("order_names", limits, now), now),
        "photos": int(connection.execute(delete(return_photo).where(*old_photo)).rowcount),
        "mails": int(connection.execute(over.values(receiver="", masked="")).rowcount),
    }


def not_here_lately(connection: Connection, store: str, limits: Limits, now: datetime) -> list[str]:
    """Members whose visits to the shop are over; its tills need them no more, unless it is their own shop."""
    gone: list[str] = []
    while some := visits.forget_old(connection, store, now, days_of("local_copies", limits)):
        gone += some
    return gone


def long_unseen(database: Database, limits: Limits, now: datetime) -> list[str]:
    """Members of whom nothing was heard for the whole period; of whom no date is known nobody can say that."""
    r, s, m, v = tables.record.c, tables.sale.c, tables.member.c, member_value.c
    moment = since("members", limits, now)
    heard = (
        exists().where(s.member == r.key, s.at >= moment),
        exists().where(tables.visit.c.member == r.key, tables.visit.c.at >= moment),
        exists().where(m.id == r.key, m.at >= moment),
        exists().where(v.member == r.key, v.at >= moment),
    )
    query = select(r.body).where(r.noun == "member_kept", r.store == "", r.body.is_not(None), ~or_(*heard))
    with database.read() as connection:
        found: list[str] = []
        for body in connection.execute(query.order_by(r.key), execution_options={"yield_per": 1_000}).scalars():
            row = MemberRow.model_validate_json(body)
            if _ever(connection, row) and row.joined < moment and len(found) < _MEMBERS:
                found.append(row.id)
    return found


def _ever(connection: Connection, row: MemberRow) -> bool:
    if row.same_as:
        return False
    s, m = tables.sale.c, tables.member.c
    known = (select(s.at).where(s.member == row.id).limit(1), select(m.at).where(m.id == row.id, m.at != ""))
    return bool(row.joined) or any(connection.scalar(query) is not None for query in known)


def _orders(connection: Connection, store: str, moment: str, now: datetime) -> int:
    o, s, c = tables.online_order.c, tables.order_step.c, tables.order_collector.c
    steps = tables.order_step.join(tables.order_collector, (s.till == c.till) & (s.seq == c.seq))
    collected = exists(select(c.till).select_from(steps).where(s.store == o.store, s.order_id == o.id))
    named = or_(o.email != "", o.body.contains('"name":"'), o.body.contains('"phone":"'), collected)
    query = select(tables.online_order).where(o.store == store, o.state.in_(sorted(OVER)), named)
    rows = connection.execute(query).all()
    return sum(erasing.forget_order(connection, row, now) for row in rows if _ended(connection, row) < moment)


def _ended(connection: Connection, row: Any) -> str:
    """When something was done with it last."""
    order = books.order_of(connection, row)
    return max(order.placed, *(step.at for step in order.steps), "")
