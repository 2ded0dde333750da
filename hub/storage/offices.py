"""Who at head office may call: a name and a token of its own, of which the hub keeps only the hash."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, insert, select

from hub.storage import audit, tables
from hub.storage.database import Database
from hub.storage.tills import hashed
from posapp.domain.errors import Refused
from posapp.domain.times import to_text


def new_token(database: Database, name: str, now: datetime, by: str) -> str:
    """A token for this name, told here and nowhere else; the name's earlier one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    with database.write() as connection:
        connection.execute(delete(tables.office).where(tables.office.c.name == name))
        connection.execute(insert(tables.office).values(name=name, token_hash=hashed(token), made_at=to_text(now)))
        audit.note(connection, by, "office", now, name=name)
    return token


def by_token(database: Database, token: str) -> str:
    """Whose token it is; Refused("not_head_office")."""
    with database.read() as connection:
        query = select(tables.office.c.name).where(tables.office.c.token_hash == hashed(token))
        name = connection.execute(query).scalar_one_or_none()
    if name is None:
        raise Refused("not_head_office")
    return str(name)
