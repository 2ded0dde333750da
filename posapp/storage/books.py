"""Who was put into whose client book at this till: the journal entry, and beside it a row for each member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from posapp.contract.book_ops import AssignedOp, BookAssignedOp
from posapp.contract.ops import encode
from posapp.domain.touch import Touch
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.members import When
from posapp.storage.schema import insert_sql

_INSERT: Final = insert_sql("book_move", ("member", "seq", "associate"))
_NEWEST: Final = (
    "SELECT seq, associate FROM book_move WHERE member = :member AND seq > :after ORDER BY seq DESC LIMIT 1"
)
_TOUCHES: Final = (
    "SELECT b.seq, b.associate, j.at FROM book_move b JOIN journal j ON j.seq = b.seq"
    " WHERE b.member = :member ORDER BY b.seq DESC LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A member in the book of `associate` by the entry `seq` of this till."""

    member: str
    seq: int
    associate: str


class Books:
    """What this till's people assigned."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def assign(self, members: Sequence[AssignedOp], to: str, why: str, approver: str, when: When) -> None:
        """One entry for all of them."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            body = encode(BookAssignedOp(tuple(members), to, why, approver))
            self._journal.append(tx, "book_assigned", body, when.at, when.business_date, when.staff)
            tx.executemany(_INSERT, [(one.member, seq, to) for one in members])
            tx.touch("members")

    def newest(self, member: str, after: int) -> Moved | None:
        """Where the member was put last here, by an entry after that number."""
        row = self._database.first(_NEWEST, member=member, after=after)
        return Moved(member, *row) if row else None

    def touches(self, member: str, most: int) -> Iterator[Touch]:
        """For the member's timeline, the newest first."""
        for seq, associate, at in self._database.select(_TOUCHES, member=member, most=most):
            yield Touch(f"{self._journal.till}.{seq}", "assigned", at, what=associate)
