"""Who stands in for a manager at this till."""

from __future__ import annotations

from typing import Final

from posapp.domain.deputy import Deputy
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_FIELDS: Final = ("person", "named_by", "until")
_PUT: Final = insert_sql("deputy", _FIELDS, conflict="OR REPLACE")
_ALL: Final = select_sql("deputy", _FIELDS, "ORDER BY person")
_OF: Final = select_sql("deputy", _FIELDS, "WHERE person = :person")
_REMOVE: Final = "DELETE FROM deputy WHERE person = ?"


class Deputies:
    """By person; those whose time is over stay until somebody is named anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> Deputy | None:
        """What the person was named for."""
        row = self._database.first(_OF, person=person)
        return Deputy(*row) if row else None

    def all(self) -> tuple[Deputy, ...]:
        """Everyone."""
        return tuple(Deputy(*row) for row in self._database.select(_ALL))

    def put_in(self, tx: Transaction, deputy: Deputy) -> None:
        """Inside the transaction of the entry that names them."""
        tx.execute(_PUT, (deputy.person, deputy.by, deputy.until))

    def remove_in(self, tx: Transaction, person: str) -> None:
        """The time is over before its end."""
        tx.execute(_REMOVE, (person,))
