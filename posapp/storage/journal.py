"""The one place that writes the journal: numbered without gaps, sealed, kept for ever.

The outbox is what lies behind the last acknowledged entry.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, Entry, seal
from posapp.domain.refusal_texts import TEXTS
from posapp.storage.database import Database, Transaction
from posapp.storage.driver import Row
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = ("seq", "kind", "at", "business_date", "staff", "body", "hash")
_PARKED_COLUMNS: Final = ("seq", "code", "zh", "en", "at")
_INSERT: Final = insert_sql("journal", _COLUMNS)
_TAIL: Final = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
_PARK: Final = insert_sql("parked", _PARKED_COLUMNS, conflict="OR REPLACE")
_PARK_REFUSED: Final = (
    insert_sql("parked", _PARKED_COLUMNS)
    + " ON CONFLICT (seq) DO UPDATE SET code = excluded.code, zh = excluded.zh, en = excluded.en"
)
"""Refused once more: the age is that of the first time."""
_OPEN: Final = "SELECT seq FROM parked"
_TAKE: Final = (
    insert_sql("taken_after", (*_PARKED_COLUMNS, "taken_at"), conflict="OR REPLACE").partition("VALUES")[0]
    + f"SELECT {', '.join(_PARKED_COLUMNS)}, ? FROM parked WHERE seq = ?"
)
_NO_LONGER: Final = "DELETE FROM parked WHERE seq = ?"
_ACKNOWLEDGE: Final = insert_sql("acknowledged", ("id", "seq"), conflict="OR REPLACE")
_LAST: Final = select_sql("journal", _COLUMNS, "ORDER BY seq DESC LIMIT 1")
_LATEST: Final = (
    "SELECT max(at) FROM journal WHERE seq >= coalesce((SELECT seq FROM journal WHERE kind = 'date_confirmed' "
    "OR business_date <> (SELECT business_date FROM journal ORDER BY seq DESC LIMIT 1) ORDER BY seq DESC LIMIT 1), 0)"
)
"""Business dates never go back, so the latest moment lies in the last date's entries: one day is read, not years."""
_AFTER: Final = select_sql("journal", _COLUMNS, "WHERE seq > :seq ORDER BY seq LIMIT :most")
_LAST_SEQ: Final = "SELECT coalesce(max(seq), 0) FROM journal"
_HASH: Final = "SELECT hash FROM journal WHERE seq = :seq"
_ACKNOWLEDGED: Final = "SELECT seq FROM acknowledged"
_PARKED: Final = select_sql("parked", _PARKED_COLUMNS, "ORDER BY seq")
_OLD, _RESTORED = "old_copy", "restored_copy"
_STOPPED: Final = f"SELECT code FROM parked WHERE code IN ('{_OLD}', '{_RESTORED}') ORDER BY code DESC LIMIT 1"
_UNMARK: Final = "DELETE FROM parked WHERE code = ?"
_PAGE: Final = 500
_REMEMBERED: Final = 64


@dataclass(frozen=True, slots=True)
class Parked:
    """An entry that the hub refused for good: its number, the hub's reason in both languages, when (UTC ISO text)."""

    seq: int
    code: str
    zh: str
    en: str
    at: str


class Journal:
    """The entries of one till. The newest ones, and how far the hub has them, are held in memory between commits: each
    read after a commit decrypts its pages again, a payment asks for the last entry several times, and what an exchange
    sends is mostly what was sold just now."""

    def __init__(self, database: Database, till: str) -> None:
        self._database = database
        self.till = till
        self._tail: tuple[int, bytes] | None = None
        self._latest: str | None = None
        self._newest: Entry | None = None
        self._recent: dict[int, Entry] = {}
        self._acknowledged: int | None = None
        self._marking = threading.Lock()
        self._stopped: str | None = None
        database.on_rollback(self._forget)

    def _forget(self) -> None:
        self._tail = None
        self._latest = None
        self._newest = None
        self._recent = {}

    def next_seq(self, tx: Transaction) -> int:
        """The number of the next entry of this transaction; Refused("till_not_enrolled") while the till has no name."""
        if not self.till:
            raise Refused("till_not_enrolled")
        return self._last(tx)[0] + 1

    def _last(self, tx: Transaction) -> tuple[int, bytes]:
        if self._tail is None:
            row = tx.execute(_TAIL).fetchone()
            self._tail = (row[0], row[1]) if row else (0, GENESIS)
        return self._tail

    def append(self, tx: Transaction, kind: str, body: bytes, at: str, business_date: str, staff: str) -> Entry:
        """Write the next entry inside the transaction of the rows it tells of."""
        seq = self.next_seq(tx)
        hash_ = seal(self.till, self._last(tx)[1], seq, kind, at, business_date, staff, body)
        with self._marking:
            latest = at if kind == "date_confirmed" else max(self._mark(lambda: tx.execute(_LATEST).fetchone()), at)
            tx.execute(_INSERT, (seq, kind, at, business_date, staff, body, hash_))
            self._latest = latest
        tx.touch("journal")
        self._tail = (seq, hash_)
        entry = Entry(seq, kind, at, business_date, staff, body, hash_)
        self._database.after_commit(lambda: self._keep(entry))
        return entry

    def _keep(self, entry: Entry) -> None:
        self._recent.pop(entry.seq - _REMEMBERED, None)
        self._recent[entry.seq] = self._newest = entry

    # ------------------------------------------------------------ reading

    def last(self) -> Entry | None:
        """The newest entry, or None in a new till."""
        if self._newest is not None:
            return self._newest
        row = self._database.first(_LAST)
        return Entry(*row) if row else None

    def latest(self) -> str:
        """The latest moment of any entry since a manager confirmed the date ("" in a new till). An entry written by a
        clock that went back does not lower it."""
        with self._marking:
            return self._mark(lambda: self._database.first(_LATEST))

    def _mark(self, read: Callable[[], Row | None]) -> str:
        if self._latest is None:
            row = read()
            self._latest = str(row[0]) if row and row[0] else ""
        return self._latest

    def entries_after(self, seq: int, limit: int) -> list[Entry]:
        """At most `limit` entries that follow number `seq`, in order."""
        return [Entry(*row) for row in self._database.select(_AFTER, seq=seq, most=limit)]

    def all(self, after: int = 0) -> Iterator[Entry]:
        """Every entry that follows number `after`, read in pages."""
        while page := self.entries_after(after, _PAGE):
            yield from page
            after = page[-1].seq

    # ------------------------------------------------------------ the outbox

    def acknowledged(self) -> int:
        """The number of the last entry that the hub has named in a whole answer; 0 if none."""
        if self._acknowledged is not None:
            return self._acknowledged
        row = self._database.first(_ACKNOWLEDGED)
        return row[0] if row else 0

    def acknowledge(
        self, up_to: int, refused: Iterable[Parked] = (), taken: Collection[int] = (), at: str = ""
    ) -> None:
        """The hub holds everything up to this number; what it refused is parked for a person, never lost or rewritten.
        What was parked and is among `taken` now waits for nobody any more; `at` is when that was.

        A lower number than before is taken too: a hub that was restored from a backup has to be told again.
        """
        rows = [(p.seq, p.code, p.zh, p.en, p.at) for p in refused]
        open_ = {row[0] for row in self._database.few(_OPEN)}.intersection(taken)
        with self._database.transaction(durable=bool(rows or open_)) as tx:
            tx.execute(_ACKNOWLEDGE, (1, up_to))
            tx.executemany(_PARK_REFUSED, rows)
            tx.executemany(_TAKE, [(at, seq) for seq in sorted(open_)])
            tx.executemany(_NO_LONGER, [(seq,) for seq in sorted(open_)])
            tx.touch("outbox")
            self._database.after_commit(lambda: self._reached(up_to))

    def _reached(self, seq: int) -> None:
        self._acknowledged = seq

    def unsent(self, limit: int) -> list[Entry]:
        """The first entries that the hub has not acknowledged, at most `limit`."""
        return self.follow(self.acknowledged(), limit)

    def follow(self, seq: int, limit: int) -> list[Entry]:
        """As `entries_after`; the newest come from memory, the others by way of pages that are in memory as they are,
        whichever thread asks."""
        newest, recent = self._newest, self._recent
        if newest is not None:
            last = min(newest.seq, seq + limit)
            entries = [entry for number in range(seq + 1, last + 1) if (entry := recent.get(number)) is not None]
            if len(entries) == max(0, last - seq):
                return entries
        return [Entry(*row) for row in self._database.few(_AFTER, seq=seq, most=limit)]

    def parked(self) -> list[Parked]:
        """The entries that the hub refused, oldest first."""
        return [Parked(*row) for row in self._database.few(_PARKED)]

    def unsent_count(self) -> int:
        """How many entries the hub has not acknowledged."""
        newest = self._newest
        last = newest.seq if newest is not None else int(self._database.few(_LAST_SEQ)[0][0])
        return max(0, last - self.acknowledged())

    def oldest_unsent_at(self) -> str | None:
        """When the oldest of them was made (UTC ISO text), or None."""
        first = self.unsent(1)
        return first[0].at if first else None

    # ------------------------------------------------------------ an old copy

    def holds(self, seq: int, hash_: bytes) -> bool:
        """Whether the last entry that the hub has of this till (0 and GENESIS: none) is one of ours."""
        if seq == 0:
            return hash_ == GENESIS
        known = self._recent.get(seq)
        if known is not None:
            return known.hash == hash_
        found = self._database.first(_HASH, seq=seq)
        return found is not None and found[0] == hash_

    @property
    def stopped(self) -> str:
        """Why nothing may be sold on this file: "old_copy" (the hub has other entries of this till, so the next numbers
        may be on paper already) or "restored_copy" (a backup: nobody knows what was sold after it); or ""."""
        if self._stopped is None:
            row = self._database.first(_STOPPED)
            self._stopped = str(row[0]) if row else ""
        return self._stopped

    def must_be_current(self) -> None:
        """Refused("old_copy" or "restored_copy") where the next receipt number may be on paper already."""
        if self.stopped:
            raise Refused(self.stopped)

    def mark_old_copy(self, at: str) -> None:
        """The hub has said so: what was not sent is parked from its first entry on, never deleted or rewritten."""
        if not self.stopped:
            self._stopped = _OLD  # before it is written: a commit that waits at the gate sees it too
            self._write(_PARK, _stop(self.acknowledged() + 1, _OLD, at))

    def unmark_old_copy(self) -> None:
        """The hub goes on where this file stands: it was the hub that had been wrong."""
        if self.stopped == _OLD:
            self._write(_UNMARK, (_OLD,))
            self._stopped = ""

    def _write(self, sql: str, values: Row) -> None:
        with self._database.transaction() as tx:
            tx.execute(sql, values)
            tx.touch("outbox")

    def mark_of_copy(self) -> tuple[str, Row]:
        """What a backup of this file is given, so that it is known for one when it is put back."""
        last = self.last()
        return _PARK, _stop(last.seq + 1 if last else 1, _RESTORED, last.at if last else "")


def _stop(seq: int, code: str, at: str) -> Row:
    return seq, code, *TEXTS[code], at
