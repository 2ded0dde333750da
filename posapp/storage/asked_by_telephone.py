"""What head office was asked over the telephone last: one at a time, gone once it was answered."""

from __future__ import annotations

from typing import Final

from posapp.domain.telephone import Asked
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_FIELDS: Final = ("number", "act", "amount", "about", "at")
_PUT: Final = insert_sql("telephone", ("id", *_FIELDS), conflict="OR REPLACE")
_GET: Final = select_sql("telephone", _FIELDS, "WHERE id = 1")
_REMOVE: Final = "DELETE FROM telephone"


class AskedByTelephone:
    """Survives a restart: a code that was read aloud meanwhile is good for it all the same."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> Asked | None:
        """What waits for its code."""
        row = self._database.first(_GET)
        return Asked(*row) if row else None

    def ask(self, asked: Asked) -> None:
        """In place of what was asked before."""
        with self._database.transaction() as tx:
            tx.execute(_PUT, (1, asked.number, asked.act, asked.amount, asked.about, asked.at))

    def forget(self) -> None:
        """It was tried too often."""
        with self._database.transaction() as tx:
            self.forget_in(tx)

    def forget_in(self, tx: Transaction) -> None:
        """It was answered: in the transaction of the entry that says so."""
        tx.execute(_REMOVE)
