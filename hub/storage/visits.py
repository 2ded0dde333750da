"""Which members were in which shops lately: those shops' tills know them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.times import to_text

AGAIN: Final = timedelta(days=1)
"""So long a visit is not noted again: most of a shop's customers come back, and each write makes its tills wait."""
_PRUNED: Final = 100
"""So many that are over are forgotten for each one that is noted: never much at once, and never fewer than come."""


def news(database: Database, store: str, members: Collection[str], now: datetime) -> tuple[list[str], list[str]]:
    """Those of these members who were not in the shop lately, and those who were, but not today."""
    known = dict(database.ask(_SEEN, (store, json.dumps(list(members)))))
    today = to_text(now - AGAIN)
    again = [member for member, at in known.items() if at < today]
    return sorted(set(members) - known.keys()), sorted(again)


def note(connection: Connection, store: str, fresh: Sequence[str], again: Sequence[str], now: datetime) -> None:
    """These members were in the shop, in the order of their ids: of two tills that note the same ones at once the
    second waits for the first, and never both for each other."""
    v, at = tables.visit, to_text(now)
    if again:
        connection.execute(_AGAIN, [{"store": store, "member": member, "at": at} for member in again])
    if fresh:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        rows = [{"store": store, "member": member, "at": at} for member in fresh]
        connection.execute(insert(v).on_conflict_do_nothing(), rows)


def forget_old(connection: Connection, store: str, now: datetime, days: int) -> list[str]:
    """Some of the members who were not in the shop for so many days; it is as if they had never been."""
    v = tables.visit.c
    query = (
        select(v.member)
        .where(v.store == store, v.at < to_text(now - timedelta(days=days)))
        .order_by(v.member)
        .limit(_PRUNED)
    )
    old = list(connection.scalars(query))
    if old:
        connection.execute(delete(tables.visit).where(v.store == store, v.member.in_(old)))
    return old


def lately(database: Database) -> Mapping[str, frozenset[str]]:
    """The shops of each member who was in any."""
    v = tables.visit.c
    found: defaultdict[str, set[str]] = defaultdict(set)
    with database.read() as connection:
        for row in connection.execute(select(v.member, v.store)):
            found[row.member].add(row.store)
    return {member: frozenset(stores) for member, stores in found.items()}


_SEEN: Final = (
    "SELECT member, at FROM visit WHERE store = ? AND member IN (SELECT value FROM json_each(?))",
    "SELECT member, at FROM visit WHERE store = %s AND member IN (SELECT json_array_elements_text(CAST(%s AS json)))",
)
_AGAIN: Final = text("UPDATE visit SET at = :at WHERE store = :store AND member = :member")
