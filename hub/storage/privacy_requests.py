"""What people asked to be done with their own data, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from hub.privacy_entries import ASKED, DONE
from hub.storage import tables
from hub.storage.database import Database
from hub.storage.member_history import same_person
from hub.storage.privacy_tables import privacy_proof, privacy_request
from posapp.domain.privacy import ACCESS, ERASE
from posapp.domain.times import to_text


def listed(database: Database) -> Iterator[dict[str, Any]]:
    """Every request, the oldest first, with which tills have erased and which have not said so."""
    r = privacy_request.c
    with database.read() as connection:
        for row in connection.execute(select(privacy_request).order_by(r.at, r.id)).all():
            said = dict(row._mapping) | {"figures": json.loads(row.figures)}
            if row.wish == ERASE and row.state == DONE:
                said |= _proof(connection, row.member, row.moved_at)
            yield {name: value for name, value in said.items() if value != ""}


def answered(connection: Connection, member: str, by: str, now: datetime) -> None:
    """Who asked for a copy has it."""
    r, ids = privacy_request.c, same_person(connection, member)
    mine = (r.member.in_(ids), r.wish == ACCESS, r.state == ASKED)
    connection.execute(update(privacy_request).where(*mine).values(state=DONE, moved_at=to_text(now), why=by))


def _proof(connection: Connection, member: str, since: str) -> dict[str, Any]:
    """The tills' own entries; of a till that was not enrolled yet, or has no access any more, none is awaited."""
    p, t = privacy_proof.c, tables.till.c
    ids = same_person(connection, member)
    rows = connection.execute(select(p.till, p.seq, p.at).where(p.member.in_(ids)).order_by(p.at, p.till)).all()
    awaited = select(t.id).where(t.enrolled_at <= since, t.revoked_at.is_(None)).order_by(t.id)
    told = {row.till for row in rows}
    missing = [till for till in connection.scalars(awaited) if till not in told]
    return {"tills": [{"till": row.till, "entry": row.seq, "at": row.at} for row in rows], "missing": missing}
