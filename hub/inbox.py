"""Taking a run of journal entries: does it continue what the hub holds, what becomes of each entry. No database here.

The contract is told in `posapp.contract.envelope`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hub.booking import ASKS_AGAIN, Booking, Books
from hub.rows import Row, Rows
from posapp.contract.envelope import Batch, Result, WireEntry
from posapp.contract.members import Private
from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, seal
from posapp.domain.refusal_texts import TEXTS


@dataclass(frozen=True, slots=True)
class Held:
    """What the hub has of a till: its last entry, by number hash and refusal of those the batch may repeat, and the
    highest receipt number."""

    till: str
    store: str
    last_seq: int
    last_hash: bytes
    known: Mapping[int, tuple[bytes, str]]
    books: Books
    receipt: str = ""


@dataclass(slots=True)
class Taken:
    """What to write, and what to answer."""

    last_seq: int
    last_hash: bytes
    results: list[Result]
    at: str
    entries: list[Row] = field(default_factory=list)
    rows: Rows = field(default_factory=Rows)
    anew: list[tuple[str, int, int]] = field(default_factory=list)
    """(refusal, applied, number) of entries that were looked at again."""
    receipt: str = ""
    """The highest receipt number by now."""


class NotNext(Exception):  # noqa: N818 - an answer, not a mistake
    """The batch does not continue the journal: "gap", "entry_differs" or "chain_broken"; nothing of it is taken."""

    def __init__(self, code: str, next_seq: int, seq: int | None = None) -> None:
        super().__init__(code)
        self.code, self.next_seq, self.seq = code, next_seq, seq


def span(batch: Batch) -> tuple[int, int]:
    """First and last number of the batch; Refused("bad_batch") when one is left out or out of order."""
    first = batch.entries[0].seq
    for expected, entry in enumerate(batch.entries, first):
        if entry.seq != expected:
            raise Refused("bad_batch", where=f"seq {entry.seq} ≠ {expected}")
    return first, first + len(batch.entries) - 1


def take(batch: Batch, held: Held, received_at: str) -> Taken:
    """What a batch means to the hub; NotNext when it does not continue the journal, Refused("other_till")."""
    if batch.till != held.till:
        raise Refused("other_till", till=batch.till)
    first, last = span(batch)
    if first > held.last_seq + 1:
        raise NotNext("gap", held.last_seq + 1)
    seals = _seals(batch, held, first)
    taken = Taken(max(held.last_seq, last), held.last_hash if last <= held.last_seq else seals[-1], [], received_at)
    booking = Booking(held.store, held.till, received_at, held.books, batch.private)
    asked = False
    for entry, hash_ in zip(batch.entries, seals, strict=True):
        if entry.seq <= held.last_seq:
            taken.results.append(_repeated(entry.seq, held.known[entry.seq][1]))
            asked = asked or entry.kind in ASKS_AGAIN
        else:
            _take_entry(taken, held, entry, hash_, booking)
    booking.keep_private(batch.entries)
    _finish(taken, booking, held)
    _name_others(taken, booking, asked)
    return taken


def take_kept(kept: Sequence[WireEntry], private: Mapping[str, Private], held: Held, now: str) -> Taken:
    """What entries mean that were kept until a hub came that knows their kinds; nobody waits for an answer."""
    booking = Booking(held.store, held.till, now, held.books, private)
    late = {entry.seq: booking.enter(entry) for entry in kept}
    booking.anew = late | booking.anew
    taken = Taken(held.last_seq, held.last_hash, [], now)
    _finish(taken, booking, held)
    return taken


def _finish(taken: Taken, booking: Booking, held: Held) -> None:
    taken.receipt = booking.look_over(held.receipt)
    taken.rows = booking.rows
    taken.anew = [(refusal, applied, seq) for seq, (refusal, applied) in booking.anew.items()]


def _name_others(taken: Taken, booking: Booking, asked: bool) -> None:
    """Answers for entries that were looked at again, the batch's own and earlier ones; when the batch that asked for it
    is a repeated one, for all that were ever refused, since its first answer may have been lost."""
    said = {result.seq: result for result in taken.results}
    if asked:
        for seq in booking.books.once_refused():
            found = booking.books.entry(seq)
            if found is not None:
                said[seq] = _repeated(seq, found[1])
    for refusal, _, seq in taken.anew:
        said[seq] = refused_result(seq, refusal) if refusal else Result(seq, "accepted")
    taken.results = list(said.values())


def _seals(batch: Batch, held: Held, first: int) -> list[bytes]:
    """The seal of each entry, compared with those the hub holds and, at the end, with what the till says."""
    before = _before(held, first)
    seals = []
    for e in batch.entries:
        before = seal(batch.till, before, e.seq, e.kind, e.at, e.business_date, e.staff, bytes(e.body))
        if e.seq <= held.last_seq and before != held.known[e.seq][0]:
            raise NotNext("entry_differs", held.last_seq + 1, e.seq)
        seals.append(before)
    if before.hex() != batch.hash:
        raise NotNext("chain_broken", held.last_seq + 1)
    return seals


def _before(held: Held, first: int) -> bytes:
    if first == 1:
        return GENESIS
    return held.last_hash if first == held.last_seq + 1 else held.known[first - 1][0]


def _take_entry(taken: Taken, held: Held, e: WireEntry, hash_: bytes, booking: Booking) -> None:
    """Adds the entry, and its rows when it is of a kind the hub books; what is refused is kept too."""
    refusal, applied = booking.enter(e)
    taken.results.append(Result(e.seq, "accepted") if not refusal else refused_result(e.seq, refusal))
    head = (held.till, e.seq, e.kind, e.at, e.business_date, e.staff)
    taken.entries.append((*head, bytes(e.body), hash_, refusal, applied, booking.at))


def _repeated(seq: int, refusal: str) -> Result:
    return refused_result(seq, refusal) if refusal else Result(seq, "repeated")


def refused_result(seq: int, code: str) -> Result:
    """The answer to an entry that is refused."""
    zh, en = TEXTS[code]
    return Result(seq, "refused", code, zh, en)
