"""What this till knows of people that head office does not: PINs changed here, and people let in for some days.

A PIN of this till stands in the place of one of head office's; it holds until head office sends another, or another
till of the shop told of a newer one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from posapp.contract.members import Private
from posapp.domain.staff import Staff
from posapp.storage.database import Database, Transaction
from posapp.storage.driver import Row
from posapp.storage.schema import insert_sql, select_sql

_PIN: Final = ("person", "pin_hash", "must_change", "instead_of", "seq", "salt")
_PUT_PIN: Final = insert_sql("own_pin", _PIN, conflict="OR REPLACE")
_PINS: Final = select_sql("own_pin", _PIN, "")
_PIN_OF: Final = select_sql("own_pin", _PIN, "WHERE person = :person")
_PUT_PERSON: Final = insert_sql("own_person", ("id", "body", "seq", "salt"), conflict="OR REPLACE")
_PEOPLE: Final = select_sql("own_person", ("body",), "ORDER BY id")
_PERSON: Final = select_sql("own_person", ("body",), "WHERE id = :id")
_PIN_TOLD: Final = "SELECT salt, pin_hash FROM own_pin WHERE seq = :seq AND salt <> ''"
_PERSON_TOLD: Final = "SELECT salt, body FROM own_person WHERE seq = :seq AND salt <> ''"


@dataclass(frozen=True, slots=True)
class OwnPin:
    """`instead_of`: the hash of head office's that it replaces; `must_change`: another person made it; `seq` the entry
    that told of it, `salt` that of the entry's seal."""

    person: str
    pin_hash: str
    must_change: bool = False
    instead_of: str = ""
    seq: int = 0
    salt: str = ""

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
        told = (pin.person, pin.pin_hash, int(pin.must_change), pin.instead_of, pin.seq, pin.salt)
        tx.execute(_PUT_PIN, told)
        tx.touch("staff")

    def person(self, id_: str) -> Staff | None:
        """Somebody let in at this till."""
        row = self._database.first(_PERSON, id=id_)
        return self._decode(row[0]) if row else None

    def people(self) -> tuple[Staff, ...]:
        """All of them, also those whose time is over."""
        return tuple(self._decode(row[0]) for row in self._database.select(_PEOPLE))

    def put_person_in(self, tx: Transaction, person: Staff, seq: int = 0, salt: str = "") -> None:
        """Inside the transaction of the entry `seq` that tells of it, with the salt of its seal."""
        tx.execute(_PUT_PERSON, (person.id, self._encode(person), seq, salt))
        tx.touch("staff")

    def private(self, till: str, seqs: Iterable[int]) -> dict[str, Private]:
        """The PINs' argon2 texts that these entries seal, by the till's id, a dot and the entry's number."""
        found = {f"{till}.{seq}": self._private(seq) for seq in seqs}
        return {id_: private for id_, private in found.items() if private is not None}

    def _private(self, seq: int) -> Private | None:
        if row := self._database.first(_PIN_TOLD, seq=seq):
            return Private(row[0], "", pin=row[1])
        if row := self._database.first(_PERSON_TOLD, seq=seq):
            return Private(row[0], "", pin=self._decode(row[1]).pin_hash)
        return None


def _pin(row: Row) -> OwnPin:
    return OwnPin(row[0], row[1], bool(row[2]), *row[3:])
