"""When each till was heard last, which contract and program it said it speaks and runs, and its newest entry."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text

from hub.storage.database import Database
from posapp.domain.versions import Version

_NOTE: Final = text(
    "INSERT INTO contact (till, at, contract, program, newest) VALUES (:till, :at, :contract, :program, :newest)"
    " ON CONFLICT (till) DO UPDATE SET at = excluded.at, contract = excluded.contract, program = excluded.program,"
    " newest = coalesce(excluded.newest, contact.newest)"
)


def note(database: Database, till: str, at: str, version: Version, newest: int | None) -> None:
    """What the till said of itself at that time; `newest` None: it did not say."""
    said = {"contract": version.contract, "program": version.program, "newest": newest}
    with database.write() as connection:
        connection.execute(_NOTE, {"till": till, "at": at, **said})
