"""Copies of the people who may stand at this till."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import msgspec

from posapp.domain.staff import Staff
from posapp.storage.cursors import move
from posapp.storage.database import Database
from posapp.storage.roles import roles
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("staff", ("id", "name", "body"), conflict="OR REPLACE")
_REMOVE: Final = "DELETE FROM staff WHERE id = ?"
_EMPTY: Final = "DELETE FROM staff"
_BY_ID: Final = "SELECT body FROM staff WHERE id = :id"
_ALL: Final = "SELECT body FROM staff ORDER BY name, id"


class People:
    """The staff as the hub last told."""

    def __init__(self, copies: Database) -> None:
        self._copies = copies
        self._roles = roles(copies)
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(Staff).decode

    def by_id(self, id_: str) -> Staff | None:
        """The person, or None."""
        row = self._copies.first(_BY_ID, id=id_)
        return self._whole(self._decode(row[0])) if row else None

    def all(self) -> tuple[Staff, ...]:
        """Everyone, by name."""
        return tuple(self._whole(self._decode(row[0])) for row in self._copies.select(_ALL))

    def _whole(self, person: Staff) -> Staff:
        """With the role as it is now; an older hub tells roles with the people only."""
        role = self._roles.by_key(person.role.id)
        return person if role is None else replace(person, role=role)

    def apply(
        self, people: Iterable[Staff], gone: Iterable[str], cursor: int, epoch: str, as_of: str, fresh: bool = False
    ) -> None:
        """One page of the feed and its cursor, together; the first page of a fresh copy, or of another hub, replaces
        everyone."""
        with self._copies.transaction(durable=False) as tx:
            if not move(tx, "staff", epoch, cursor, as_of) or fresh:
                tx.execute(_EMPTY)
            tx.executemany(_PUT, [(person.id, person.name, self._encode(person)) for person in people])
            tx.executemany(_REMOVE, [(id_,) for id_ in gone])
            tx.touch("staff")
