"""The bytes of pictures, by their hash."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.database import Database


def keep(database: Database, sha256: str, body: bytes) -> None:
    """Once each."""
    with database.write() as connection:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(insert(tables.picture).values(sha256=sha256, body=body).on_conflict_do_nothing())


def one(database: Database, sha256: str) -> bytes | None:
    """The bytes, or None."""
    with database.read() as connection:
        found = connection.scalar(select(tables.picture.c.body).where(tables.picture.c.sha256 == sha256))
    return None if found is None else bytes(found)
