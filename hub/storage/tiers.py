"""What tier members are: counted from the sales and returns in the books, told with the member in every shop.

The tier that head office's file gives is the least that a member is; who was merged has the better of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.rows import Rows
from hub.storage import points_books, records, tables
from hub.storage.database import Database
from hub.storage.filed_balances import Filed
from hub.storage.points_rules import Rules, rules, rules_of
from hub.storage.purses import FILED
from hub.storage.records import EVERY_STORE
from hub.storage.return_tables import sale_return
from hub.storage.topup_tables import late_points
from posapp.contract.feed_members import MemberRow
from posapp.domain.tiers import Standing, made_by
from posapp.domain.times import to_text

KEPT: Final = "member_kept"
_MEMBER: Final = 12
"""The column of a sale that names the member."""
_CHUNK: Final = 500


def follow(database: Database, batch: Rows, now: datetime) -> set[str]:
    """The members whom a batch's sales or merges have made something else; nobody where no shop has tiers."""
    bought = {str(row[_MEMBER]) for row in batch.sale if row[_MEMBER]}
    merged = {str(member) for row in batch.member_merge for member in (row[0], row[3])}
    if not (bought or merged):
        return set()
    known = rules_of(database)
    return recount(database, sorted(merged | (bought if known.tiers else set())), now, known)


def recount_all(database: Database, now: datetime) -> set[str]:
    """The members who are something else since days have passed, or since the rules changed."""
    with database.read() as connection:
        known = rules(connection)
        members = list(connection.scalars(select(tables.member_tier.c.member)))
        if known.tiers:
            s, longest = tables.sale.c, max(rule.days for rule in known.by.values())
            since = _since(to_text(now)[:10], longest + 1)
            query = select(s.member).where(s.member.is_not(None), s.business_date >= since).distinct()
            members += [str(member) for member in connection.scalars(query)]
    return recount(database, sorted(set(members)), now, known)


def recount(database: Database, members: Sequence[str], now: datetime, known: Rules) -> set[str]:
    """Those of these members, or who remain of them, of whom something else is to be told."""
    changed: set[str] = set()
    for start in range(0, len(members), _CHUNK):
        with database.write() as connection:
            leads = points_books.same(connection, members[start : start + _CHUNK])
            for member in sorted(set(leads.values())):
                ids = tuple(sorted({member, *(one for one, into in leads.items() if into == member)}))
                if _count(connection, member, ids, now, known):
                    changed.add(member)
    return changed


def _count(connection: Connection, member: str, ids: tuple[str, ...], now: datetime, known: Rules) -> bool:
    before, kept = _locked(connection, member), _rows(connection, ids)
    home = kept[member].store if member in kept else ""
    rule, today = known.making(home), known.today(home, now)
    spent = earned = 0
    if rule is not None:
        spent, earned = _bought(connection, ids, _since(today, rule.days))
    at = made_by(rule, spent, earned, _given(connection, ids, kept))
    was = Standing(before.tier, before.following, int(before.missing), int(before.missing_points)) if before else None
    if was == at or was is None and at == Standing():
        return False
    figures = {"spent": spent, "earned": earned, "missing": at.missing, "missing_points": at.missing_points}
    earlier = before.before if before and before.tier == at.tier else before.tier if before else _tier(kept, member)
    row = {"tier": at.tier, "before": earlier, "following": at.following, "at": to_text(now), **figures}
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = insert(tables.member_tier).values(member=member, **row)
    connection.execute(made.on_conflict_do_update(index_elements=["member"], set_=row))
    return True


def _locked(connection: Connection, member: str) -> Row[Any] | None:
    """What was counted last; in PostgreSQL locked, so that of two at once the second counts what the first had."""
    query = select(tables.member_tier).where(tables.member_tier.c.member == member)
    if connection.dialect.name == "postgresql":
        texts, figures = ("tier", "before", "following", "at"), ("spent", "earned", "missing", "missing_points")
        blank = dict.fromkeys(texts, "") | dict.fromkeys(figures, 0)
        connection.execute(
            postgresql.insert(tables.member_tier).values(member=member, **blank).on_conflict_do_nothing()
        )
        query = query.with_for_update()
    return connection.execute(query).one_or_none()


def _since(today: str, days: int) -> str:
    """The first of so many days that end with today."""
    return (date.fromisoformat(today) - timedelta(days=days - 1)).isoformat()


def _bought(connection: Connection, ids: tuple[str, ...], since: str) -> tuple[int, int]:
    """What they paid since that day, less what went back, and the points that it earned. A sale whose points were given
    later counts for its points only: what goes back of it, paid by a stranger, lowers nothing that was spent."""
    s, p, r, late = tables.sale.c, tables.purse_move.c, sale_return.c, late_points.c
    theirs = (s.member.in_(ids), s.business_date >= since)
    spent = connection.scalar(select(func.sum(s.total)).where(*theirs))
    came_back = late_points.join(sale_return, r.of == late.sale)
    came_back = came_back.join(tables.sale, (s.till == r.till) & (s.seq == r.seq))
    back = connection.scalar(select(func.sum(r.net)).select_from(came_back).where(late.member.in_(ids), *theirs))
    moved = tables.purse_move.join(tables.sale, (s.till == p.till) & (s.seq == p.seq))
    points = select(func.sum(p.units)).select_from(moved)
    points = points.where(p.kind == "points", p.account.in_(ids), p.number == 0, s.business_date >= since)
    given = select(func.sum(late.points)).where(late.member.in_(ids), late.at >= since)
    earned = int(connection.scalar(points) or 0) + int(connection.scalar(given) or 0)
    return int(spent or 0) + int(back or 0), earned


def _rows(connection: Connection, ids: Sequence[str]) -> Mapping[str, MemberRow]:
    found = records.some(connection, KEPT, EVERY_STORE, ids)
    return {member: MemberRow.model_validate_json(body) for member, body in found.items()}


def _tier(kept: Mapping[str, MemberRow], member: str) -> str:
    return kept[member].tier if member in kept else ""


def _given(connection: Connection, ids: Sequence[str], kept: Mapping[str, MemberRow]) -> Iterable[str]:
    """What head office's file says that they are; where the hub did not keep that, what was last told of them."""
    filed = {
        member: Filed.model_validate_json(body).tier
        for member, body in records.some(connection, FILED, EVERY_STORE, ids).items()
    }
    for member, tier in filed.items():
        yield tier if tier is not None else _tier(kept, member)
