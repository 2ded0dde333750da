"""When each till was heard last, which contract and program it said it speaks and runs, and its newest entry."""

from __future__ import annotations

from typing import Final

from hub.storage.database import Database, question
from posapp.domain.versions import Version

_NOTE: Final = question(
    "INSERT INTO contact (till, at, contract, program, newest) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (till) DO UPDATE SET at = excluded.at, contract = excluded.contract, program = excluded.program,"
    " newest = coalesce(excluded.newest, contact.newest) RETURNING till"
)


def note(database: Database, till: str, at: str, version: Version, newest: int | None) -> None:
    """What the till said of itself at that time; `newest` None: it did not say."""
    with database.gate():
        database.ask(_NOTE, (till, at, version.contract, version.program, newest))
