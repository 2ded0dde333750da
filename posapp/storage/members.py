"""Members enrolled at this till: the entry with its seal, and beside it the personal fields that it seals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from posapp.contract.members import Private, seal_of
from posapp.contract.ops import MemberEnrolledOp, encode
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql

_PRIVATE: Final = ("salt", "phone", "name")
_INSERT: Final = insert_sql("member_private", ("seq", *_PRIVATE))
_FOUND: Final = (
    "SELECT seq, salt, phone, name FROM member_private WHERE seq = :seq OR phone = :phone"
    " OR length(:phone) = 4 AND substr(phone, -4) = :phone ORDER BY seq"
)
MOST_DIGITS: Final = 16
_OF: Final = "SELECT salt, phone, name FROM member_private WHERE seq = :seq"


class Members:
    """A member's id is the till's id, a dot and the number of the entry that enrolled them."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def enrol(self, private: Private, at: str, business_date: str, staff: str) -> str:
        """The new member's id."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            member = f"{self._journal.till}.{seq}"
            body = encode(MemberEnrolledOp(member, seal_of(private)))
            self._journal.append(tx, "member_enrolled", body, at, business_date, staff)
            tx.execute(_INSERT, (seq, private.salt, private.phone, private.name))
        return member

    def found(self, id_: str, phone: str) -> dict[str, Private]:
        """Those enrolled here with this telephone number, its last four digits, or this id."""
        seq = id_.removeprefix(f"{self._journal.till}.")
        own = int(seq) if seq != id_ and seq.isdecimal() and len(seq) < MOST_DIGITS else 0
        rows = self._database.select(_FOUND, phone=phone, seq=own)
        return {f"{self._journal.till}.{row[0]}": Private(*row[1:]) for row in rows}

    def private(self, seqs: Iterable[int]) -> dict[str, Private]:
        """The personal fields of the members that these entries enrolled, by the member's id."""
        found = {seq: self._database.first(_OF, seq=seq) for seq in seqs}
        return {f"{self._journal.till}.{seq}": Private(*row) for seq, row in found.items() if row is not None}
