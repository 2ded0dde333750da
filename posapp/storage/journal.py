"""The one place that writes the journal: numbered without gaps, sealed, kept for ever.

The outbox is what lies behind the last acknowledged entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, Entry, seal
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import TILL, insert_sql

journal = sa.Table(
    "journal",
    TILL,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("business_date", sa.Text, nullable=False),
    sa.Column("staff", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sqlite_strict=True,
)
acknowledged = sa.Table(
    "acknowledged",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sqlite_strict=True,
)
parked = sa.Table(
    "parked",
    TILL,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sqlite_strict=True,
)

_INSERT: Final = insert_sql(journal)
_TAIL: Final = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
_PARK: Final = insert_sql(parked, conflict="OR REPLACE")
_ACKNOWLEDGE: Final = insert_sql(acknowledged, conflict="OR REPLACE")
_LAST: Final = sa.select(journal).order_by(journal.c.seq.desc()).limit(1)
_AFTER: Final = (
    sa.select(journal).where(journal.c.seq > sa.bindparam("seq")).order_by(journal.c.seq).limit(sa.bindparam("most"))
)
_LAST_SEQ: Final = sa.select(sa.func.coalesce(sa.func.max(journal.c.seq), 0))
_ACKNOWLEDGED: Final = sa.select(acknowledged.c.seq)
_PARKED: Final = sa.select(parked).order_by(parked.c.seq)
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Parked:
    """An entry that the hub refused for good: its number, the hub's reason in both languages, when (UTC ISO text)."""

    seq: int
    code: str
    zh: str
    en: str
    at: str


class Journal:
    """The entries of one till. The number and seal of the last one are held in memory between commits."""

    def __init__(self, database: Database, till: str) -> None:
        self._database = database
        self.till = till
        self._tail: tuple[int, bytes] | None = None
        database.on_rollback(self._forget)

    def _forget(self) -> None:
        self._tail = None

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
        tx.execute(_INSERT, (seq, kind, at, business_date, staff, body, hash_))
        tx.touch("journal")
        self._tail = (seq, hash_)
        return Entry(seq, kind, at, business_date, staff, body, hash_)

    # ------------------------------------------------------------ reading

    def last(self) -> Entry | None:
        """The newest entry, or None in a new till."""
        row = self._database.first(_LAST)
        return Entry(*row) if row else None

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
        row = self._database.first(_ACKNOWLEDGED)
        return row[0] if row else 0

    def acknowledge(self, up_to: int, refused: Iterable[Parked] = ()) -> None:
        """The hub holds everything up to this number; what it refused is parked for a person, never lost or rewritten.

        A lower number than before is taken too: a hub that was restored from a backup has to be told again.
        """
        rows = [(p.seq, p.code, p.zh, p.en, p.at) for p in refused]
        with self._database.transaction(durable=bool(rows)) as tx:
            tx.execute(_ACKNOWLEDGE, (1, up_to))
            tx.executemany(_PARK, rows)
            tx.touch("outbox")

    def parked(self) -> list[Parked]:
        """The entries that the hub refused, oldest first."""
        return [Parked(*row) for row in self._database.select(_PARKED)]

    def unsent_count(self) -> int:
        """How many entries the hub has not acknowledged."""
        row = self._database.first(_LAST_SEQ)
        return max(0, (row[0] if row else 0) - self.acknowledged())

    def oldest_unsent_at(self) -> str | None:
        """When the oldest of them was made (UTC ISO text), or None."""
        first = self.entries_after(self.acknowledged(), 1)
        return first[0].at if first else None
