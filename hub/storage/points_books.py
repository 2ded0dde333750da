"""A member's points as the hub's books have them: head office's file, what tills' entries moved, and what head office
did. All ids of one who was enrolled twice are one member; what merging moved between them is nobody's gain or loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from hub.storage import records, tables
from hub.storage.database import Database
from hub.storage.filed_balances import Filed
from hub.storage.points_rules import Rules, rules
from hub.storage.purses import FILED, locked
from hub.storage.records import EVERY_STORE
from hub.storage.return_tables import sale_return
from posapp.contract.feed_members import MemberRow
from posapp.domain.loyalty import gone_on
from posapp.domain.points_ledger import Ledger, Moved, ledger
from posapp.domain.times import to_text
from posapp.domain.wallet import OF_MEMBERS, Purse

MERGED: Final = "merged"
"""How an entry emptied a purse into another."""
_CHUNK: Final = 500
Why = Literal["expired", "adjusted"]
Kind = Literal["opening", "earned", "taken_back", "burned", "given_back", "merged", "expired", "adjusted", "granted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: `stems_from` an entry (till.number) or head office; `receipt` of the sale or return; `by`:
    who did it at head office, with a `note`."""

    at: str
    day: str
    kind: Kind
    units: int
    account: str
    stems_from: str
    receipt: str = ""
    of: str = ""
    store: str = ""
    by: str = ""
    note: str = ""


def same(connection: Connection, members: Sequence[str]) -> Mapping[str, str]:
    """Every id of these members (who remain, or led to one who does) -> who remains."""
    m, found = tables.member.c, {member: member for member in members}
    for start in range(0, len(members), _CHUNK):
        some = members[start : start + _CHUNK]
        query = select(m.id, m.same_as).where(m.same_as != "", or_(m.id.in_(some), m.same_as.in_(some)))
        found |= {row.id: row.same_as for row in connection.execute(query)}
    return found


def entries(connection: Connection, members: Sequence[str]) -> Mapping[str, list[Entry]]:
    """The ledger of these members, the oldest first, by who remains."""
    leads = same(connection, members)
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    ids = sorted({*leads, *leads.values()})
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        for entry in (*_opened(connection, some), *_of_tills(connection, some), *_of_office(connection, some)):
            found[leads.get(entry.account, entry.account)].append(entry)
    return {member: sorted(lines, key=lambda x: (x.day, x.at, x.stems_from)) for member, lines in found.items()}


def _opened(connection: Connection, ids: Sequence[str]) -> Iterator[Entry]:
    for member, body in records.some(connection, FILED, EVERY_STORE, ids).items():
        filed = Filed.model_validate_json(body)
        if filed.points:
            yield Entry(filed.since, filed.since[:10], "opening", filed.points, member, "file")


def _of_tills(connection: Connection, ids: Sequence[str]) -> Iterator[Entry]:
    p, e, s, r = tables.purse_move.c, tables.entry.c, tables.sale.c, sale_return.c
    of = select(func.min(r.of)).where(r.till == p.till, r.seq == p.seq).scalar_subquery().label("of")
    table = tables.purse_move.join(tables.entry, and_(e.till == p.till, e.seq == p.seq))
    table = table.outerjoin(tables.sale, and_(s.till == p.till, s.seq == p.seq))
    columns = (p.till, p.seq, p.number, p.account, p.units, p.proof, e.at, e.business_date, e.kind, s.receipt, s.store)
    query = select(*columns, of).select_from(table).where(p.kind == "points", p.account.in_(ids))
    for row in connection.execute(query):
        kind, id_ = _kind(row), f"{row.till}.{row.seq}"
        more = (row.receipt or "", row.of or "" if kind == "taken_back" else "", row.store or "")
        yield Entry(row.at, row.business_date, kind, int(row.units), row.account, id_, *more)


def _kind(row: Any) -> Kind:
    if row.proof == MERGED:
        return "merged"
    if row.kind != "sale":
        return "granted"
    if row.number:
        return "burned" if row.units < 0 else "given_back"
    return "earned" if row.units > 0 else "taken_back"


def _of_office(connection: Connection, ids: Sequence[str]) -> Iterator[Entry]:
    o = tables.purse_office.c
    query = select(tables.purse_office).where(o.kind == "points", o.account.in_(ids))
    for row in connection.execute(query):
        id_, who = f"office.{row.number}", (row.staff, row.note)
        yield Entry(row.at, row.at[:10], cast(Why, row.why), int(row.units), row.account, id_, "", "", "", *who)


# -- what is left, and what is lost ------------------------------------------------------------------------------------


def standing(lines: Iterable[Entry], by: Rules, home: str, today: str) -> tuple[Ledger, int]:
    """The ledger by the rules of now (each of the store where the points came from, else of `home`, the member's), and
    what was booked as lost already."""
    moves, lost = [], 0
    for x in lines:
        if x.kind == "expired":
            lost -= x.units
        elif x.kind != "merged":
            rule = by.losing(x.store or home)
            gone = gone_on(rule, x.day) if rule is not None and x.units > 0 and x.day else ""
            moves.append(Moved(x.day, x.at, x.stems_from, x.units, x.of, gone))
    return ledger(moves, today), lost


def losing(connection: Connection, members: Sequence[str], by: Rules, now: datetime) -> Mapping[str, tuple[int, str]]:
    """How many points each of these members loses next, and on which day."""
    if not by.expire:
        return {}
    found, home = {}, homes(connection, members)
    for member, lines in entries(connection, members).items():
        store = home.get(member, "")
        points, day = standing(lines, by, store, by.today(store, now))[0].next_lost
        if points:
            found[member] = (points, day)
    return found


def move(
    connection: Connection,
    kind: Purse,
    account: str,
    units: int,
    bonus: int,
    why: Why,
    now: datetime,
    by: str,
    note: str,
) -> None:
    """Head office moves it, inside the caller's transaction."""
    locked(connection, kind, account)
    o, p = tables.purse_office.c, tables.purse.c
    its = (o.kind == kind, o.account == account)
    number = int(connection.scalar(select(func.coalesce(func.max(o.number), 0)).where(*its)) or 0) + 1
    row = {"kind": kind, "account": account, "number": number, "units": units, "bonus": bonus}
    connection.execute(insert(tables.purse_office).values(**row, why=why, at=to_text(now), staff=by, note=note))
    moved = update(tables.purse).where(p.kind == kind, p.account == account)
    if not connection.execute(moved.values(moved=p.moved + units, bonus=p.bonus + bonus)).rowcount:
        first = {"kind": kind, "account": account, "moved": units, "bonus": bonus, "till": "", "seq": 0}
        connection.execute(insert(tables.purse).values(**first))


def drifted(connection: Connection) -> list[dict[str, str | int]]:
    """Purses of which the kept sum is not that of the entries; none, unless somebody has changed the books by hand."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    m = tables.member.c
    leads = {row.id: row.same_as for row in connection.execute(select(m.id, m.same_as).where(m.same_as != ""))}
    for at, table in ((0, tables.purse_move), (0, tables.purse_office), (2, tables.purse)):
        c = table.c
        units = c.moved if at else c.units
        query = select(c.kind, c.account, func.sum(units), func.sum(c.bonus)).group_by(c.kind, c.account)
        for kind, account, moved, bonus in connection.execute(query):
            found = sums[(kind, leads.get(account, account) if kind in OF_MEMBERS else account)]
            found[at] += int(moved)
            found[at + 1] += int(bonus)
    return [
        {"purse": kind, "account": account, "entries": x[0], "kept": x[2], "bonus_of_entries": x[1], "bonus_kept": x[3]}
        for (kind, account), x in sorted(sums.items())
        if x[:2] != x[2:]
    ]


def everyone(connection: Connection) -> list[str]:
    """Who ever had points, and remains."""
    p, m = tables.purse.c, tables.member.c
    had = set(connection.scalars(select(p.account).where(p.kind == "points")))
    had |= {
        filed.member
        for body in records.rows(connection, FILED, EVERY_STORE)
        if (filed := Filed.model_validate_json(body)).points
    }
    gone = set(connection.scalars(select(m.id).where(m.same_as != "")))
    leads = set(connection.scalars(select(m.same_as).where(m.same_as != "").distinct()))
    return sorted((had | leads) - gone)


def homes(connection: Connection, members: Sequence[str]) -> dict[str, str]:
    """The store of each of these members, "" where they have none."""
    found = dict.fromkeys(members, "")
    for member, body in records.some(connection, "member_kept", EVERY_STORE, members).items():
        found[member] = MemberRow.model_validate_json(body).store
    return found


def expire(database: Database, now: datetime, by: str, only: Collection[str] | None = None) -> dict[str, int]:
    """Books what is lost by now, and gives back what turned out not to have been; by member how many points less."""
    with database.read() as connection:
        known = rules(connection)
        if not known.expire:
            return {}
        members = everyone(connection) if only is None else sorted(only)
    lost: dict[str, int] = {}
    for start in range(0, len(members), _CHUNK):
        with database.write() as connection:
            lost |= _expire_some(connection, members[start : start + _CHUNK], known, now, by)
    return lost


def _expire_some(connection: Connection, members: list[str], known: Rules, now: datetime, by: str) -> dict[str, int]:
    home = homes(connection, members)
    found: dict[str, int] = {}
    for member in members:
        locked(connection, "points", member)  # of two processes the second sees what the first booked
    for member, lines in entries(connection, members).items():
        store = home.get(member, "")
        at, before = standing(lines, known, store, known.today(store, now))
        if at.lost != before:
            move(connection, "points", member, before - at.lost, 0, "expired", now, by, "")
            found[member] = at.lost - before
    return found
