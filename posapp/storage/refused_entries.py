"""Entries that the hub refused, and what people did about each: acts are entries of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from posapp.domain.journal import Entry
from posapp.storage.database import Database, Transaction
from posapp.storage.facts import Facts
from posapp.storage.journal import Journal, Parked
from posapp.storage.schema import insert_sql

_ACT: Final = insert_sql("parked_act", ("seq", "of", "kind"))
_LAST_ACT: Final = "SELECT seq, kind FROM parked_act WHERE of = :of ORDER BY seq DESC LIMIT 1"
_ASKED: Final = "SELECT coalesce(max(seq), 0) FROM parked_act WHERE of = :of AND kind <> 'handed_over'"
_TAKEN: Final = "SELECT seq, taken_at FROM taken_after ORDER BY taken_at DESC, seq DESC LIMIT :most"


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """`parked`: why and since when; `entry`: what was refused, None where a stopped till has parked what comes next;
    `act`: what was done about it last, None when nothing; `waits`: the hub has been asked and has not answered."""

    parked: Parked
    entry: Entry | None
    act: Entry | None
    waits: bool


class RefusedEntries:
    """Those of this till."""

    def __init__(self, database: Database, journal: Journal, facts: Facts) -> None:
        self._database = database
        self._journal = journal
        self._facts = facts

    def all(self) -> list[RefusedEntry]:
        """Oldest first."""
        return [self._whole(parked) for parked in self._journal.parked()]

    def find(self, seq: int) -> RefusedEntry | None:
        """One by the number of its entry, None when it is not refused (any more)."""
        return next((found for found in self.all() if found.parked.seq == seq), None)

    def taken(self, most: int) -> list[tuple[int, str]]:
        """Number and time of those that the hub took after all, the latest first."""
        return [(row[0], row[1]) for row in self._database.select(_TAKEN, most=most)]

    def record(self, kind: str, of: int, body: bytes, at: str, business_date: str, staff: str) -> Entry:
        """Somebody does something about the refused entry `of`."""

        def note(tx: Transaction) -> None:
            tx.execute(_ACT, (self._journal.next_seq(tx) - 1, of, kind))

        return self._facts.record(kind, body, at, business_date, staff, also=note)

    def _whole(self, parked: Parked) -> RefusedEntry:
        act = self._database.first(_LAST_ACT, of=parked.seq)
        asked = self._database.first(_ASKED, of=parked.seq)
        waits = asked is not None and asked[0] > self._journal.acknowledged()
        return RefusedEntry(parked, self._entry(parked.seq), self._entry(act[0]) if act else None, waits)

    def _entry(self, seq: int) -> Entry | None:
        found = self._journal.entries_after(seq - 1, 1)
        return found[0] if found and found[0].seq == seq else None
