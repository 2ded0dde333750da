"""copies.db: what the hub can send again. Whatever is wrong with the file, it is thrown away and fetched anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from posapp.domain.errors import Refused
from posapp.storage.changes import Changes
from posapp.storage.database import Database, open_database
from posapp.storage.schema import prepare_copies

_WORTHLESS: Final = ("wrong_key", "damaged_database")


def open_copies(path: Path, key: bytes | None, changes: Changes) -> Database:
    """The file of the copies, empty when it was missing, damaged, of another version or under another key."""
    try:
        database = open_database(path, key, changes)
    except Refused as refused:
        if refused.code not in _WORTHLESS:
            raise
        throw_away(path)
        database = open_database(path, key, changes)
    if not _prepared(database):
        database.close()
        throw_away(path)
        database = open_database(path, key, changes)
        prepare_copies(database)
    return database


def _prepared(database: Database) -> bool:
    try:
        return prepare_copies(database)
    except Refused as refused:
        if refused.code not in _WORTHLESS:
            database.close()
            raise
        return False


def throw_away(path: Path) -> None:
    """Delete the file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
