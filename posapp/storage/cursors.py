"""How far each feed has come. Cursors lie in the file of the copies: they are lost together or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from posapp.domain.times import from_text
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql

_MOVE: Final = insert_sql("feed", ("noun", "epoch", "cursor", "as_of"), conflict="OR REPLACE")
_SEEN: Final = insert_sql("hub_seen", ("id", "epoch", "at", "clock_offset"), conflict="OR REPLACE")
_EPOCH: Final = "SELECT epoch FROM feed WHERE noun = ?"
_ALL: Final = "SELECT noun, cursor FROM feed WHERE epoch = :epoch"
_AS_OF: Final = "SELECT noun, at FROM heard"
_HEARD: Final = insert_sql("heard", ("noun", "at"), conflict="OR REPLACE")
_LAST: Final = "SELECT at, clock_offset FROM hub_seen"


class Cursors:
    """The feeds that come into copies.db, and when the hub was last heard."""

    def __init__(self, copies: Database) -> None:
        self._copies = copies
        self._seen: tuple[str, int] | None = None

    def all(self, epoch: str) -> dict[str, int]:
        """Noun -> cursor, of this hub epoch only: those of another hub mean nothing."""
        return dict(self._copies.few(_ALL, epoch=epoch))

    def as_of(self) -> dict[str, str]:
        """Noun -> the hub's time (UTC ISO text) up to which its copy is all there is; nothing of one not yet whole."""
        return dict(self._copies.few(_AS_OF))

    def heard(self, nouns: Iterable[str], at: str) -> None:
        """The copies of these nouns are all that the hub had at that time by its clock, whether they changed or not."""
        with self._copies.transaction(durable=False) as tx:
            tx.executemany(_HEARD, [(noun, at) for noun in nouns])

    def saw_hub(self, epoch: str, hub_at: str, own_at: str = "", nouns: Iterable[str] = ()) -> None:
        """A whole exchange succeeded: the hub's epoch and clock, our own clock at that moment when it is known, and
        which copies are all that the hub had then."""
        offset = round((from_text(hub_at) - from_text(own_at)).total_seconds()) if own_at else 0
        with self._copies.transaction(durable=False) as tx:
            tx.executemany(_HEARD, [(noun, hub_at) for noun in nouns])
            tx.execute(_SEEN, (1, epoch, hub_at, offset))
            self._copies.after_commit(lambda: self._saw(hub_at, offset))

    def _saw(self, hub_at: str, offset: int) -> None:
        self._seen = hub_at, offset

    def _last(self) -> tuple[str, int] | None:
        """When by the hub's clock, and by how much that was ahead; each exchange asks for what it wrote just now."""
        if self._seen is not None:
            return self._seen
        row = self._copies.first(_LAST)
        return (row[0], int(row[1])) if row else None

    def last_success(self) -> str | None:
        """When the last whole exchange was, by the hub's clock (UTC ISO text), or None."""
        seen = self._last()
        return seen[0] if seen else None

    def clock_offset(self) -> int:
        """Seconds by which the hub's clock was ahead of ours at the last exchange."""
        seen = self._last()
        return seen[1] if seen else 0


def move(tx: Transaction, noun: str, epoch: str, cursor: int, as_of: str) -> bool:
    """Note where a feed has come, with the rows that got it there; False when those before were of another hub."""
    row = tx.execute(_EPOCH, (noun,)).fetchone()
    tx.execute(_MOVE, (noun, epoch, cursor, as_of))
    return row is None or row[0] == epoch
