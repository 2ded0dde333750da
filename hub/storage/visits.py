"""Which members were in which shops lately: those shops' tills know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.times import to_text

LATELY: Final = timedelta(days=90)
_PRUNED: Final = 100
"""So many that are over are forgotten for each one that is noted: never much at once, and never fewer than come."""


def note(connection: Connection, store: str, member: str, now: datetime) -> bool:
    """The member is in the shop; whether that is news."""
    v = tables.visit
    here = (v.c.store == store, v.c.member == member)
    if connection.execute(update(v).where(*here).values(at=to_text(now))).rowcount:
        return False
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    fresh = insert(v).values(store=store, member=member, at=to_text(now)).on_conflict_do_nothing()
    return bool(connection.execute(fresh).rowcount)


def forget_old(connection: Connection, store: str, now: datetime) -> list[str]:
    """Some of the members who were not in the shop for long; it is as if they had never been."""
    v = tables.visit.c
    query = select(v.member).where(v.store == store, v.at < to_text(now - LATELY)).order_by(v.member).limit(_PRUNED)
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
