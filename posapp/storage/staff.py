"""Copies of the people who may stand at this till."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

import msgspec

from posapp.domain.own_person import OwnPerson, print_of
from posapp.domain.staff import Staff
from posapp.storage.copied import Copied
from posapp.storage.cursors import move
from posapp.storage.database import Database
from posapp.storage.own_people import OwnPeople, OwnPin
from posapp.storage.roles import roles
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("staff", ("id", "name", "body"), conflict="OR REPLACE")
_REMOVE: Final = "DELETE FROM staff WHERE id = ?"
_EMPTY: Final = "DELETE FROM staff"
_BY_ID: Final = "SELECT body FROM staff WHERE id = :id"
_ALL: Final = "SELECT body FROM staff ORDER BY name, id"


class People:
    """The staff as the hub last told, and what this till (`own`) and the shop's other tills know besides."""

    def __init__(self, copies: Database, own: OwnPeople | None = None, till: Callable[[], str] = str) -> None:
        self._copies = copies
        self._own, self._told, self._till = own, people_told(copies), till
        self._roles = roles(copies)
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(Staff).decode

    def by_id(self, id_: str) -> Staff | None:
        """The person, or None."""
        known = self.base(id_)
        return None if known is None else self._whole(self._with_pin(known, self._own_pin(id_), self._told.by_key(id_)))

    def base(self, id_: str) -> Staff | None:
        """The person with the PIN that head office knows, or that they were let in with."""
        row = self._copies.first(_BY_ID, id=id_)
        if row:
            return self._decode(row[0])
        told = self._told.by_key(id_)
        own = self._own.person(id_) if self._own is not None else None
        return own or (told.person() if told is not None else None)

    def all(self) -> tuple[Staff, ...]:
        """Everyone, by name."""
        told = {person.id: person for person in self._told.all()}
        pins, let_in = (self._own.pins(), self._own.people()) if self._own is not None else ({}, ())
        everyone = {person.id: person for one in told.values() if (person := one.person()) is not None}
        everyone |= {person.id: person for person in let_in}
        everyone |= {person.id: person for row in self._copies.select(_ALL) for person in (self._decode(row[0]),)}
        named = sorted(everyone.values(), key=lambda p: (p.name, p.id))
        return tuple(self._whole(self._with_pin(p, pins.get(p.id), told.get(p.id))) for p in named)

    def _own_pin(self, id_: str) -> OwnPin | None:
        return self._own.pin(id_) if self._own is not None else None

    def _with_pin(self, known: Staff, own: OwnPin | None, told: OwnPerson | None) -> Staff:
        """This till's own PIN counts until the hub has heard of it; from then on what it heard last, at any till."""
        if own is not None and (told is None or not told.counts(self._till(), own.seq)):
            return own.on(known)
        if told is None or not told.pin_hash or told.instead_of != print_of(known.pin_hash):
            return known
        return replace(known, pin_hash=told.pin_hash, must_change=told.must_change)

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


def people_told(copies: Database) -> Copied[OwnPerson]:
    """What the shop's tills told of people, by person."""
    return Copied(copies, "own_people", OwnPerson)
