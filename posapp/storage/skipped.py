"""Feed rows of a newer hub that this program cannot read: passed over, told of, and fetched again once it can."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from posapp.storage.database import Database
from posapp.storage.schema import insert_sql

_NOTE: Final = insert_sql("skipped", ("noun", "key", "contract"), conflict="OR REPLACE")
_READ: Final = "DELETE FROM skipped WHERE noun = ? AND key = ?"
_FORGET: Final = "DELETE FROM skipped WHERE noun = ?"
_COUNT: Final = "SELECT noun, count(*) FROM skipped GROUP BY noun ORDER BY noun"
_BEFORE: Final = "SELECT DISTINCT noun FROM skipped WHERE contract < :contract ORDER BY noun"


class Skipped:
    """Which rows, by noun and key, and the contract that this program spoke when it could not read them."""

    def __init__(self, copies: Database) -> None:
        self._copies = copies

    def note(self, noun: str, read: Iterable[str], unread: Collection[str], contract: int) -> None:
        """After a page of a feed: what was read now, and what was not."""
        if not unread and noun not in self.counts():
            return
        with self._copies.transaction(durable=False) as tx:
            tx.executemany(_READ, [(noun, key) for key in read])
            tx.executemany(_NOTE, [(noun, key, contract) for key in unread])

    def counts(self) -> dict[str, int]:
        """Noun -> how many rows wait for a newer program."""
        return dict(self._copies.few(_COUNT))

    def before(self, contract: int) -> list[str]:
        """Nouns of which an earlier program could not read a row: ask for them from the beginning."""
        return [row[0] for row in self._copies.few(_BEFORE, contract=contract)]

    def anew(self, noun: str, unread: Collection[str], contract: int) -> None:
        """After the whole of a feed: these rows of it were not read, and no others."""
        if not unread and noun not in self.counts():
            return
        with self._copies.transaction(durable=False) as tx:
            tx.execute(_FORGET, (noun,))
            tx.executemany(_NOTE, [(noun, key, contract) for key in unread])
