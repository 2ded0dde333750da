"""Members whom the hub has erased: what this till holds of them goes too, and its journal says that it is gone.

The journal itself need not change: its entries hold seals, and what they seal lies beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from posapp.contract.member_ops import decode_member_enrolled
from posapp.contract.ops import encode
from posapp.contract.privacy_ops import MemberErasedOp, decode_member_erased
from posapp.domain.member import Member
from posapp.storage.database import Database, Transaction
from posapp.storage.journal import Journal
from posapp.storage.members import MOST_DIGITS

_DONE: Final = "SELECT body FROM journal WHERE kind = 'member_erased' ORDER BY seq"
_BEGAN: Final = "SELECT at FROM journal ORDER BY seq LIMIT 1"
_ENROLLED: Final = "SELECT body FROM journal WHERE seq = :seq AND kind = 'member_enrolled'"
_PRIVATE: Final = "DELETE FROM member_private WHERE seq = ?"
_OF_MEMBER: Final = (
    "UPDATE member_act SET private = x'' WHERE member = ? AND private <> x''",
    "UPDATE receipt_mail SET salt = '', email = '', masked = '' WHERE masked <> ''"
    " AND sale IN (SELECT id FROM sale WHERE member = ?)",
)
_OF_ORDER: Final = (
    "UPDATE order_step SET salt = '', name = '', signature = '' WHERE order_id = ? AND salt <> ''",
    "DELETE FROM print_job WHERE kind = 'order' AND instr(document, ?) > 0",
)


class Erasures:
    """Those of this till's own file; its copies go with the feed."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def due(self, told: Iterable[Member]) -> tuple[Member, ...]:
        """Of these erased members whom this till has not answered for yet."""
        done = {decode_member_erased(row[0]).member for row in self._database.select(_DONE)}
        return tuple(member for member in told if member.id not in done)

    def carry_out(self, member: Member, at: str) -> bool:
        """Drops what is personal of the member here; whether an entry says so. A till that began later and held nothing
        need not say so of everybody who was ever erased."""
        last, first = self._journal.last(), self._database.first(_BEGAN)
        if last is None or first is None:
            return False
        with self._database.transaction() as tx:
            places = sum(self._dropped(tx, member))
            if not places and first[0] > member.erased:
                return False
            body = encode(MemberErasedOp(member.id, places))
            self._journal.append(tx, "member_erased", body, at, last.business_date, "")
            tx.touch("members", "orders", "print_jobs")
        return True

    def _dropped(self, tx: Transaction, member: Member) -> Iterator[int]:
        if seq := self._enrolled_here(member.id):
            yield tx.execute(_PRIVATE, (seq,)).rowcount
        for sql in _OF_MEMBER:
            yield tx.execute(sql, (member.id,)).rowcount
        for order in member.erased_orders:
            for sql in _OF_ORDER:
                yield tx.execute(sql, (order,)).rowcount

    def _enrolled_here(self, member: str) -> int:
        """The number of the entry that enrolled them in this file, under whatever id the till had then; 0: none."""
        number = member.rpartition(".")[2]
        if not (number.isdecimal() and len(number) < MOST_DIGITS):
            return 0
        row = self._database.first(_ENROLLED, seq=int(number))
        return int(number) if row is not None and decode_member_enrolled(row[0]).id == member else 0
