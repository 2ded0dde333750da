"""The tokens of the tills: whose is this one, another in its place without a gap, and no token at all any more.

A till is offered a new token and goes on with the old one until it has the new one safe: both are good until the new
one is used for the first time. A token has no last day: a till that was away for months must still bring its sales.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, select, text, update

from hub.storage import audit, tables
from hub.storage.database import Database, question
from hub.storage.tills import Till, hashed
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

LIFE: Final = timedelta(days=30)
"""A till whose token is older is asked to take another."""
_CHUNK: Final = 500
_MOST_REMEMBERED: Final = 10_000


def by_token(database: Database, token: str, clock: Callable[[], datetime]) -> Till:
    """The till that shows this token; Refused("not_enrolled", "token_revoked"). The first use of a new one ends the
    old."""
    shown = hashed(token)
    row = next(iter(database.ask(_BY_TOKEN, (shown, shown))), None)
    if row is None:
        raise Refused("not_enrolled")
    if row[5] is not None:
        raise Refused("token_revoked")
    token_at = row[6]
    if row[7] is not None and bytes(row[7]) == shown:
        token_at = to_text(clock())
        t = tables.till.c
        with database.write() as connection:
            taken = update(tables.till).where(t.id == row[0], t.next_hash == shown, t.revoked_at.is_(None))
            connection.execute(taken.values(token_hash=shown, next_hash=None, token_at=token_at))
    return Till(row[0], row[1], row[2], row[3], bytes(row[4]), token_at)


class NotGood(Exception):  # noqa: N818 - an answer
    """The token that was good when this process last asked is not the till's any more, or its access was ended."""


class Remembered:
    """Whose tokens were good when this process last asked. For a call whose own transaction looks at the till's row all
    the same, and so needs no question before it: see `hub.storage.intake`."""

    def __init__(self) -> None:
        self._tills: dict[bytes, Till] = {}

    def till(self, shown: bytes) -> Till | None:
        """By the hash of the token."""
        return self._tills.get(shown)

    def keep(self, shown: bytes, till: Till) -> None:
        """Only what was just found good."""
        if len(self._tills) >= _MOST_REMEMBERED:
            self._tills.clear()
        self._tills[shown] = till

    def forget(self, shown: bytes) -> None:
        """It is to be asked about again."""
        self._tills.pop(shown, None)


def is_old(till: Till, now: datetime) -> bool:
    """Whether the till is to take another token."""
    return till.token_at < to_text(now - LIFE)


def offer(database: Database, till: str) -> str:
    """Another token for the till, told here only; one that was offered before and never used is void."""
    token = secrets.token_urlsafe(32)
    with database.write() as connection:
        connection.execute(update(tables.till).where(tables.till.c.id == till).values(next_hash=hashed(token)))
    return token


def revoke(database: Database, till: str, now: datetime, by: str) -> None:
    """No token of this till is good from now on, until a code is made for it; Refused("no_till")."""
    with database.write() as connection:
        _change(connection, till, revoked_at=to_text(now))
        connection.execute(update(tables.hub).values(revoked=tables.hub.c.revoked + 1))
        audit.note(connection, by, "revoke", now, till=till)


def revoked_of(database: Database, asked: Sequence[str]) -> set[str]:
    """Those of these tills whose access was ended."""
    t = tables.till.c
    revoked: set[str] = set()
    with database.read() as connection:
        for first in range(0, len(asked), _CHUNK):
            some = t.id.in_(asked[first : first + _CHUNK])
            revoked.update(connection.scalars(select(t.id).where(some, t.revoked_at.is_not(None))))
    return revoked


def rotate(database: Database, till: str, now: datetime, by: str) -> None:
    """The till takes another token at its next exchange; Refused("no_till")."""
    with database.write() as connection:
        _change(connection, till, token_at="")
        audit.note(connection, by, "rotate", now, till=till)


def listed(database: Database, store: str | None = None) -> Iterator[dict[str, Any]]:
    """Every till, of one store or of all: since when it is there, how far its journal is here, how its token stands.
    `not_understood`: how many entries of which kind only a newer hub will book. When it was heard last, which contract
    and program it said, and how many entries waited at it then that are not here yet: None until it has said so."""
    t, c = tables.till.c, tables.contact.c
    query = select(t.id, t.store, t.register, t.name, t.enrolled_at, t.last_seq, t.token_at, t.revoked_at)
    query = query.add_columns(c.at, c.contract, c.program, c.newest)
    query = query.select_from(tables.till.outerjoin(tables.contact, c.till == t.id))
    query = query.order_by(t.store, t.enrolled_at, t.id)
    with database.read() as connection:
        unknown = _not_understood(connection)
        for row in connection.execute(query.where(t.store == store) if store else query):
            said = {"till": row.id, "store": row.store, "register": row.register, "name": row.name}
            since = {"enrolled_at": row.enrolled_at, "entries": row.last_seq, "token_at": row.token_at}
            since["not_understood"] = unknown.get(row.id, {})
            waiting = None if row.newest is None else max(0, row.newest - row.last_seq)
            since |= {"heard_at": row.at, "contract": row.contract, "program": row.program, "waiting": waiting}
            yield said | since | {"state": "revoked" if row.revoked_at else "good", "revoked_at": row.revoked_at or ""}


def _not_understood(connection: Connection) -> dict[str, dict[str, int]]:
    e = tables.entry.c
    query = select(e.till, e.kind, func.count().label("entries")).where(text("applied = 2")).group_by(e.till, e.kind)
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.till, {})[row.kind] = row.entries
    return found


def _change(connection: Connection, till: str, **values: object) -> None:
    if not connection.execute(update(tables.till).where(tables.till.c.id == till).values(**values)).rowcount:
        raise Refused("no_till", till=till)


_BY_TOKEN: Final = question(
    "SELECT id, store, register, last_seq, last_hash, revoked_at, token_at, next_hash FROM till"
    " WHERE token_hash = ? OR next_hash = ?"
)
"""Asked by every call."""
