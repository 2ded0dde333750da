"""Exceptions as head office reads and settles them. Each is settled once; it stays, with who settled it and how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, select, update

from hub.storage import audit, tables
from hub.storage.database import Database
from posapp.contract.exceptions import Document, ExceptionPage, ExceptionRow, Settlement, SettleRequest
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

PAGE: Final = 200


def page(
    database: Database, store: str | None = None, *, settled: bool = False, after: str = "", limit: int = PAGE
) -> ExceptionPage:
    """The open ones of one store or of all, or with `settled` every one there ever was."""
    x = tables.exception.c
    query: Select[Any] = select(tables.exception).where(x.id > after).order_by(x.id).limit(limit + 1)
    if store:
        query = query.where(x.store == store)
    if not settled:
        query = query.where(x.settled_at.is_(None))
    with database.read() as connection:
        found = connection.execute(query).all()
    return ExceptionPage(rows=tuple(map(_row, found[:limit])), more=len(found) > limit)


def every(database: Database, store: str | None = None, *, settled: bool = False) -> Iterator[ExceptionRow]:
    """Page after page."""
    after, more = "", True
    while more:
        found = page(database, store, settled=settled, after=after)
        yield from found.rows
        more = found.more
        after = found.rows[-1].id if found.rows else ""


def settle(database: Database, asked: SettleRequest, by: str, now: datetime, who: str) -> ExceptionRow:
    """Settles it and gives it back; the same said twice is said once. `by` is the name that was given, `who` whom the
    hub knows to have called. Refused("not_found" or "settled_already")."""
    x = tables.exception.c
    said = {"settled_at": to_text(now), "settled_by": by, "how": asked.how, "note": asked.note}
    with database.write() as connection:
        open_ = update(tables.exception).where(x.id == asked.id, x.settled_at.is_(None))
        if connection.execute(open_.values(said)).rowcount:
            audit.note(connection, who, "settle", now, exception=asked.id, how=asked.how, by=by)
        found = connection.execute(select(tables.exception).where(x.id == asked.id)).first()
    if found is None:
        raise Refused("not_found")
    if (found.settled_by, found.how, found.note) != (by, asked.how, asked.note):
        raise Refused("settled_already")
    return _row(found)


def _row(row: Row[Any]) -> ExceptionRow:
    settled = None
    if row.settled_at is not None:
        settled = Settlement(at=row.settled_at, by=row.settled_by, how=row.how, note=row.note)
    return ExceptionRow(
        id=row.id,
        store=row.store,
        kind=row.kind,
        found_at=row.found_at,
        business_date=row.business_date,
        amount=row.amount,
        people=tuple(json.loads(row.people)),
        documents=tuple(Document(**document) for document in json.loads(row.documents)),
        facts=json.loads(row.facts),
        settled=settled,
    )
