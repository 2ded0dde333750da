"""Copies of the people who may stand at this till."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import msgspec

from posapp.domain.staff import Staff
from posapp.storage.cursors import move
from posapp.storage.database import Database
from posapp.storage.own_people import OwnPeople
from posapp.storage.roles import roles
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("staff", ("id", "name", "body"), conflict="OR REPLACE")
_REMOVE: Final = "DELETE FROM staff WHERE id = ?"
_EMPTY: Final = "DELETE FROM staff"
_BY_ID: Final = "SELECT body FROM staff WHERE id = :id"
_ALL: Final = "SELECT body FROM staff ORDER BY name, id"


class People:
    """The staff as the hub last told, and what this till knows besides (`own`)."""

    def __init__(self, copies: Database, own: OwnPeople | None = None) -> None:
        self._copies = copies
        self._own = own
        self._roles = roles(copies)
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(Staff).decode

    def by_id(self, id_: str) -> Staff | None:
        """The person, or None."""
        row = self._copies.first(_BY_ID, id=id_)
        own = self._own
        if own is None:
            return self._whole(self._decode(row[0])) if row else None
        known, pin = self._decode(row[0]) if row else own.person(id_), own.pin(id_)
        if known is None:
            return None
        return self._whole(known if pin is None else pin.on(known))

    def all(self) -> tuple[Staff, ...]:
        """Everyone, by name."""
        told = [self._decode(row[0]) for row in self._copies.select(_ALL)]
        own, pins = self._own.people() if self._own else (), self._own.pins() if self._own else {}
        known = {person.id for person in told}
        everyone = sorted((*told, *(p for p in own if p.id not in known)), key=lambda p: (p.name, p.id))
        return tuple(self._whole(pins[p.id].on(p) if p.id in pins else p) for p in everyone)

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
