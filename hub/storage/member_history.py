"""What all shops and channels have had to do with one member, as a till asks before it serves them.

Merged ids count as the one who remains. Nothing personal is in it: fields by their names, never what stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from pydantic_core import to_json
from sqlalchemy import Connection, Text, cast, func, or_, select

from hub.storage import purses, records, tables
from hub.storage.appointments import appointment
from hub.storage.database import Database
from hub.storage.earlier_sales import bought_before
from hub.storage.follow_up_history import followed_up
from hub.storage.member_tables import member_consent, member_merge, member_reveal, member_value
from hub.storage.return_tables import sale_return
from posapp.contract.feed_orders import OrderRow
from posapp.contract.feed_rows import SettingsRow
from posapp.contract.member_history import MOST_TOUCHES, MemberHistory, TouchRow
from posapp.domain.member import BOOK
from posapp.domain.sold import ORDER
from posapp.domain.times import to_text

_DAYS: Final = 400
"""So many days count for how much comes back."""


def history(database: Database, member: str, now: datetime, store: str) -> MemberHistory:
    """Purchases at counters, online orders, and acts on the member's record; to a store whose tills are told balances
    also what they have now."""
    with database.read() as connection:
        ids = same_person(connection, member)
        bought, back = _came_back(connection, ids, (now - timedelta(days=_DAYS)).date().isoformat())
        sold = _newest((*_sales(connection, ids), *_orders(connection, ids), *_before(connection, ids)))
        acts = _newest((*_acts(connection, ids), *followed_up(connection, ids)))
        touches = sorted((*sold, *acts), key=_when, reverse=True)
        held = purses.held(connection, store, ids[0], now)
        shops = _named(connection, {touch.store for touch in touches if touch.store})
    told = MemberHistory(touches=tuple(touches), as_of=to_text(now), bought=bought, back=back, shops=shops)
    return told if held is None else told.model_copy(update={"held": held})


def _named(connection: Connection, stores: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(id, name) of these shops."""
    settings = (body for store in sorted(stores) for body in records.rows(connection, "settings", store))
    return tuple((row.id, row.name) for row in map(SettingsRow.model_validate_json, settings))


def same_person(connection: Connection, member: str) -> tuple[str, ...]:
    """All ids under which somebody bought who is the same as this one."""
    m = tables.member.c
    remains = str(connection.scalar(select(m.same_as).where(m.id == member)) or member)
    others = connection.scalars(select(m.id).where(m.same_as == remains))
    return tuple(dict.fromkeys((remains, member, *map(str, others))))


def orders_naming(connection: Connection, **said: Iterable[str]) -> Iterator[OrderRow]:
    """Orders one of whose fields has one of the values, the newest first; looked for in what is kept as text, since
    reading each order whole costs a thousand times as much."""
    r = tables.record.c
    wanted = {name: set(values) for name, values in said.items()}
    near = [
        r.body.contains(to_json({name: value}).decode()[1:-1], autoescape=True)
        for name, values in wanted.items()
        for value in sorted(values)
    ]
    if not near:
        return
    query = select(r.body).where(r.noun == "orders", r.body.is_not(None), or_(*near)).order_by(r.cursor.desc())
    for body in connection.scalars(query):
        row = OrderRow.model_validate_json(body)
        if any(getattr(row, name) in values for name, values in wanted.items()):
            yield row


def _acts(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    for kind in (_enrolled, _changed, _merged, _assigned, _revealed, _appointed):
        yield from kind(connection, ids)


def _when(row: TouchRow) -> tuple[str, str]:
    return row.at, row.id


def _newest(rows: Iterable[TouchRow]) -> list[TouchRow]:
    return sorted(rows, key=_when, reverse=True)[:MOST_TOUCHES]


def _sales(connection: Connection, ids: tuple[str, ...]) -> list[TouchRow]:
    s = tables.sale.c
    x = tables.sale_line.c
    first = select(x.sku).where(x.till == s.till, x.seq == s.seq).order_by(x.line).limit(1).scalar_subquery()
    query = select(s.till, s.seq, s.at, s.store, s.receipt, s.total, first.label("sku")).where(s.member.in_(ids))
    rows = connection.execute(query.order_by(s.at.desc()).limit(MOST_TOUCHES)).all()
    named = {f"{row.till}.{row.seq}": row for row in rows}
    r = sale_return.c
    back = select(r.of, func.sum(r.net).label("net")).where(r.of.in_(named)).group_by(r.of)
    came = {str(row.of): int(row.net) for row in connection.execute(back)}
    return [
        TouchRow(
            id=id_,
            kind="sale",
            at=row.at,
            store=row.store,
            what=row.receipt,
            total=row.total,
            back=came.get(id_, 0),
            sku=row.sku or "",
        )
        for id_, row in named.items()
    ]


def _orders(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    for row in orders_naming(connection, member=ids):
        yield TouchRow(
            id=ORDER + row.id,
            kind="order",
            at=row.placed,
            store=row.store,
            channel=row.channel,
            what=row.id,
            total=row.value().total,
            state=row.state,
            sku=next((line.sku for line in row.lines), ""),
        )


def _before(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    for sale in bought_before(connection, ids):
        sku = next(iter(sale.skus), "")
        yield TouchRow(
            id=sale.id, kind="sale", at=sale.at, store=sale.store, what=sale.receipt, total=sale.total, sku=sku
        )


def _came_back(connection: Connection, ids: tuple[str, ...], since: str) -> tuple[int, int]:
    s, x, r = tables.sale.c, tables.sale_line.c, sale_return.c
    theirs = (s.member.in_(ids), s.business_date >= since)
    lines = tables.sale.join(tables.sale_line, (x.till == s.till) & (x.seq == s.seq))
    bought = select(func.sum(x.gross - x.discount)).select_from(lines).where(*theirs, x.quantity > 0)
    backs = tables.sale.join(sale_return, r.of == s.till.concat(".").concat(cast(s.seq, Text)))
    back = select(func.sum(r.net)).select_from(backs).where(*theirs)
    return int(connection.scalar(bought) or 0), int(connection.scalar(back) or 0)


def _enrolled(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    m = tables.member.c
    for row in connection.execute(select(m.id, m.at, m.store).where(m.id.in_(ids), m.at != "")):
        yield TouchRow(id=row.id, kind="enrolled", at=row.at, store=row.store)


def _changed(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    """One for each entry: which fields, or which ways."""
    v, c = member_value.c, member_consent.c
    fields = select(v.till, v.seq, v.at, v.store, v.field.label("name")).where(v.member.in_(ids), v.field != BOOK)
    ways = select(c.till, c.seq, c.at, c.store, c.channel.label("name"), c.given).where(c.member.in_(ids))
    for kind, query in (("edited", fields), ("consent", ways)):
        rows = connection.execute(query.order_by("till", "seq", "name"))
        for (till, seq), some in groupby(rows, key=lambda row: (row.till, row.seq)):
            all_ = list(some)
            if f"{till}.{seq}" in ids:  # given at enrolment
                continue
            what = " ".join(_sign(row, kind) + row.name for row in all_)
            yield TouchRow(id=f"{till}.{seq}", kind=kind, at=all_[0].at, store=all_[0].store, what=what)


def _sign(row: object, kind: str) -> str:
    return "" if kind == "edited" else "+" if getattr(row, "given", 0) else "-"


def _assigned(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    v = member_value.c
    query = select(v.till, v.seq, v.at, v.store, v.value).where(v.member.in_(ids), v.field == BOOK)
    for row in connection.execute(query):
        yield TouchRow(id=f"{row.till}.{row.seq}", kind="assigned", at=row.at, store=row.store, what=row.value)


def _merged(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    g = member_merge.c
    query = select(g.till, g.seq, g.at, g.store, g.merged).where(g.merged.in_(ids))
    for row in connection.execute(query):
        yield TouchRow(id=f"{row.till}.{row.seq}", kind="merged", at=row.at, store=row.store, what=row.merged)


def _revealed(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    r = member_reveal.c
    query = select(r.till, r.seq, r.at, r.store, r.field).where(r.member.in_(ids)).order_by(r.at.desc())
    for row in connection.execute(query.limit(MOST_TOUCHES)):
        yield TouchRow(id=f"{row.till}.{row.seq}", kind="revealed", at=row.at, store=row.store, what=row.field)


def _appointed(connection: Connection, ids: tuple[str, ...]) -> Iterator[TouchRow]:
    a = appointment.c
    query = select(a.till, a.seq, a.at, a.store, a.state).where(a.member.in_(ids)).order_by(a.at.desc())
    for row in connection.execute(query.limit(MOST_TOUCHES)):
        yield TouchRow(id=f"{row.till}.{row.seq}", kind="appointment", at=row.at, store=row.store, what=row.state)
