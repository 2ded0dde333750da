"""Wrong PINs in a row, by person: kept so that switching the till off and on gives nobody more tries."""

from __future__ import annotations

from typing import Final

from posapp.domain.pin_tries import PinTries
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_TRIES: Final = ("wrong", "since", "wait")
_KEEP: Final = insert_sql("pin_tries", ("person", *_TRIES), conflict="OR REPLACE")
_FORGET: Final = "DELETE FROM pin_tries WHERE person = ?"
_OF: Final = select_sql("pin_tries", _TRIES, "WHERE person = :person")


class PinTryBook:
    """Who typed a wrong PIN how often since the last right one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> PinTries:
        """What is known of the person's tries."""
        row = self._database.first(_OF, person=person)
        return PinTries(*row) if row else PinTries()

    def keep(self, person: str, tries: PinTries) -> None:
        """On disk before this returns."""
        with self._database.transaction() as tx:
            self.keep_in(tx, person, tries)

    def keep_in(self, tx: Transaction, person: str, tries: PinTries) -> None:
        """The same inside another fact's transaction."""
        tx.execute(_KEEP, (person, tries.wrong, tries.since, tries.wait))

    def forget(self, person: str) -> None:
        """The PIN was right."""
        with self._database.transaction() as tx:
            tx.execute(_FORGET, (person,))
