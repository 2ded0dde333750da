"""Who stands in for a manager: as this till named them, or another of the shop, whichever the hub heard last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from posapp.domain.deputy import Deputy
from posapp.domain.own_person import OwnPerson
from posapp.storage.copied import Copied
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_FIELDS: Final = ("person", "named_by", "until", "seq")
_PUT: Final = insert_sql("deputy", _FIELDS, conflict="OR REPLACE")
_ALL: Final = select_sql("deputy", _FIELDS, "ORDER BY person")


class Deputies:
    """By person; those whose time is over stay until somebody is named anew. What this till said of somebody counts
    until the hub has heard of it."""

    def __init__(self, database: Database, told: Copied[OwnPerson], till: Callable[[], str]) -> None:
        self._database, self._told, self._till = database, told, till

    def of(self, person: str) -> Deputy | None:
        """What the person was named for."""
        return next((deputy for deputy in self.all() if deputy.person == person), None)

    def all(self) -> tuple[Deputy, ...]:
        """Everyone who was named and not ended before the time."""
        told = {one.id: one for one in self._told.all()}
        found = {one.id: Deputy(one.id, one.deputy_of, one.deputy_until) for one in told.values()}
        for person, by, until, seq in self._database.select(_ALL):
            if person not in told or not told[person].counts(self._till(), seq):
                found[person] = Deputy(person, by, until)
        return tuple(found[person] for person in sorted(found) if found[person].until)

    def put_in(self, tx: Transaction, deputy: Deputy, seq: int = 0) -> None:
        """Inside the transaction of the entry `seq` that names them, or with `until` "" ends their time."""
        tx.execute(_PUT, (deputy.person, deputy.by, deputy.until, seq))
