"""Pictures of goods that came back, in the till's encrypted file: kept once each, and sent to the hub beside the
journal, which names them by their hash."""

from __future__ import annotations

from typing import Final

from posapp.storage.database import Database
from posapp.storage.schema import insert_sql

_KEEP: Final = insert_sql("return_photo", ("id", "image", "at", "sent_at"), conflict="OR IGNORE")
_ONE: Final = "SELECT image FROM return_photo WHERE id = :id"
_UNSENT: Final = "SELECT id FROM return_photo WHERE sent_at = '' ORDER BY at LIMIT :most"
_SENT: Final = "UPDATE return_photo SET sent_at = ? WHERE id = ?"


class ReturnPhotos:
    """Of this till."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, id_: str, image: bytes, at: str) -> None:
        """It is on disk when this returns."""
        with self._database.transaction() as tx:
            tx.execute(_KEEP, (id_, image, at, ""))

    def one(self, id_: str) -> bytes | None:
        """Its bytes."""
        row = self._database.first(_ONE, id=id_)
        return bytes(row[0]) if row else None

    def unsent(self, most: int) -> tuple[str, ...]:
        """Those that the hub has not, the oldest first."""
        return tuple(str(row[0]) for row in self._database.select(_UNSENT, most=most))

    def sent(self, id_: str, at: str) -> None:
        """The hub has it."""
        with self._database.transaction(durable=False) as tx:
            tx.execute(_SENT, (at, id_))
