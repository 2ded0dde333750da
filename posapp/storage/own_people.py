"""What this till knows of people that head office does not: PINs changed here, and people let in for some days.

A PIN of this till stands in the place of one of head office's; it holds until head office sends another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import msgspec

from posapp.domain.staff import Staff
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql, select_sql

_PIN: Final = ("person", "pin_hash", "must_change", "instead_of")
_PUT_PIN: Final = insert_sql("own_pin", _PIN, conflict="OR REPLACE")
_PINS: Final = select_sql("own_pin", _PIN, "")
_PIN_OF: Final = select_sql("own_pin", _PIN, "WHERE person = :person")
_PUT_PERSON: Final = insert_sql("own_person", ("id", "body"), conflict="OR REPLACE")
_PEOPLE: Final = select_sql("own_person", ("body",), "ORDER BY id")
_PERSON: Final = select_sql("own_person", ("body",), "WHERE id = :id")


@dataclass(frozen=True, slots=True)
class OwnPin:
    """`instead_of`: the hash of head office's that it replaces; `must_change`: another person made it."""

    person: str
    pin_hash: str
    must_change: bool = False
    instead_of: str = ""

    def on(self, known: Staff) -> Staff:
        """The person with this PIN, unless head office has sent another since."""
        if known.pin_hash != self.instead_of:
            return known
        return replace(known, pin_hash=self.pin_hash, must_change=self.must_change)


class OwnPeople:
    """In till.db, encrypted as all of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(Staff).decode

    def pins(self) -> dict[str, OwnPin]:
        """By person."""
        return {row[0]: _pin(row) for row in self._database.select(_PINS)}

    def pin(self, person: str) -> OwnPin | None:
        """The person's, where it was changed here."""
        row = self._database.first(_PIN_OF, person=person)
        return _pin(row) if row else None

    def put_pin_in(self, tx: Transaction, pin: OwnPin) -> None:
        """Inside the transaction of the entry that tells of it."""
        tx.execute(_PUT_PIN, (pin.person, pin.pin_hash, int(pin.must_change), pin.instead_of))
        tx.touch("staff")

    def person(self, id_: str) -> Staff | None:
        """Somebody let in at this till."""
        row = self._database.first(_PERSON, id=id_)
        return self._decode(row[0]) if row else None

    def people(self) -> tuple[Staff, ...]:
        """All of them, also those whose time is over."""
        return tuple(self._decode(row[0]) for row in self._database.select(_PEOPLE))

    def put_person_in(self, tx: Transaction, person: Staff) -> None:
        """Inside the transaction of the entry that tells of it."""
        tx.execute(_PUT_PERSON, (person.id, self._encode(person)))
        tx.touch("staff")


def _pin(row: tuple[str, str, int, str]) -> OwnPin:
    return OwnPin(row[0], row[1], bool(row[2]), row[3])
