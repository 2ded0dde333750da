"""Members as tills' entries changed them: told in every shop that knows them.

It runs after a batch is in the books, as `arrivals` does; what it says is read and written in one transaction, so that
of two batches about one member the later word is told last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from hub.feeds import arrivals, members
from hub.rows import Rows
from hub.storage import records, tables
from hub.storage.database import Database
from hub.storage.member_values import Told, told_of
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_members import MemberRow


def follow(database: Database, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    changed = {str(row[0]) for row in (*rows.member_value, *rows.member_consent, *rows.member_merge)}
    if not changed:
        return
    with database.write() as connection:
        told = told_of(connection, changed)
        records.put(connection, [one for id_ in sorted(told) for one in _changes(connection, id_, told[id_])], clock())
    for row in rows.member_merge:
        arrivals.know(database, str(row[0]), clock)


def _changes(connection: Connection, member: str, told: Told) -> Iterator[Change]:
    body = _locked(connection, member)
    if body is None:
        return
    row = members.changed(MemberRow.model_validate_json(body), told)
    for store in sorted(records.scopes_in(connection, "members", member)):
        yield change("members", store, row)
    yield change(members.KEPT, EVERY_STORE, row)


def _locked(connection: Connection, member: str) -> str | None:
    """The hub's own copy; nobody else changes the member until this is told."""
    r = tables.record.c
    query = tables.record.select().where(r.noun == members.KEPT, r.store == EVERY_STORE, r.key == member)
    row = connection.execute(query.with_for_update()).first()
    return str(row.body) if row is not None and row.body is not None else None
