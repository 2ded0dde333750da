"""What a person can do about an entry that the hub refused. The entry stays as it is; each act is one more entry."""

from __future__ import annotations

import msgspec

from posapp.contract.ops import CorrectedOp, HandedOverOp, LineOp, SentAgainOp, decode_sale, encode
from posapp.contract.translate import sale_op
from posapp.domain.errors import Refused
from posapp.domain.journal import Entry
from posapp.domain.typed import seen
from posapp.storage.journal import Parked
from posapp.storage.refused_entries import RefusedEntry
from posapp.usecases.desk import Desk

MOST_NOTE = 300
"""Signs; who reads it wants a sentence."""


class Refusals:
    """Send again, correct, hand to head office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def send_again(self, seq: int) -> None:
        """Ask the hub to look at it once more: what it missed may have come. Refused("not_parked", "asked_already")."""
        self._not_asked(seq)
        self._record("sent_again", seq, encode(SentAgainOp(seq)))

    def correct(self, seq: int) -> None:
        """Send what the till's books say in its place; Refused("nothing_to_correct") where that is the same."""
        found = self._not_asked(seq)
        sale = self._desk.till.sales.by_seq(seq)
        if found.entry is None or sale is None:
            raise Refused("nothing_to_correct")
        body = encode(msgspec.structs.replace(sale_op(sale), removed=_removed(found.entry)))
        if body == found.entry.body:
            raise Refused("nothing_to_correct")
        self._record("corrected", seq, encode(CorrectedOp(seq, msgspec.Raw(body))))

    def hand_over(self, seq: int, note: str) -> None:
        """Head office shall settle it; the note tells what only the shop knows. Refused("note_missing")."""
        words = seen(" ".join(note.split()))[:MOST_NOTE]
        if not words:
            raise Refused("note_missing")
        self._parked(seq)
        self._record("handed_over", seq, encode(HandedOverOp(seq, words)))

    def _not_asked(self, seq: int) -> RefusedEntry:
        found = self._parked(seq)
        if found.waits:
            raise Refused("asked_already")
        return found

    def _parked(self, seq: int) -> RefusedEntry:
        found = self._desk.till.refused_entries.find(seq)
        if found is None or not may_be_asked(found.parked):
            raise Refused("not_parked")
        return found

    def _record(self, kind: str, seq: int, body: bytes) -> None:
        staff, moment = self._desk.seller(), self._desk.moment()
        self._desk.till.refused_entries.record(kind, seq, body, moment.at, moment.business_date, staff.id)


def may_be_asked(parked: Parked) -> bool:
    """Whether the hub refused it, and not the till itself: an old copy sends nothing."""
    return parked.code not in ("old_copy", "restored_copy")


def _removed(entry: Entry) -> tuple[LineOp, ...]:
    """What left the basket again stands in the entry only; what cannot be read is not told a second time."""
    try:
        return decode_sale(entry.body).removed
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ()
