"""Copies of one feed, all feeds alike: rows by key, found by other words too, with the cursor that got them there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Generic, TypeVar

import msgspec

from posapp.storage.cursors import move
from posapp.storage.database import Database, Transaction
from posapp.storage.schema import insert_sql

T = TypeVar("T")
Words = Callable[[T], Iterable[str]]
Doubt = Callable[[T], str]

_PUT: Final = insert_sql("copied", ("noun", "key", "body"), conflict="OR REPLACE")
_PUT_WORD: Final = insert_sql("copied_word", ("noun", "word", "key"), conflict="OR REPLACE")
_REFUSE: Final = insert_sql("refused_copy", ("noun", "key", "code", "at"), conflict="OR REPLACE")
_FORGET: Final = tuple(
    f"DELETE FROM {table} WHERE noun = ? AND key = ?" for table in ("copied", "copied_word", "refused_copy")
)
_EMPTY: Final = tuple(f"DELETE FROM {table} WHERE noun = ?" for table in ("copied", "copied_word", "refused_copy"))
_BY_KEY: Final = "SELECT body FROM copied WHERE noun = :noun AND key = :key"
_ALL: Final = "SELECT body FROM copied WHERE noun = :noun ORDER BY key"
_COUNT: Final = "SELECT count(*) FROM copied WHERE noun = :noun"
_FOUND: Final = (
    "SELECT c.body FROM copied_word w JOIN copied c ON c.noun = w.noun AND c.key = w.key"
    " WHERE w.noun = :noun AND w.word = :word ORDER BY w.key"
)
_BEGINS: Final = (
    "SELECT w.word, c.body FROM copied_word w JOIN copied c ON c.noun = w.noun AND c.key = w.key"
    " WHERE w.noun = :noun AND w.word >= :word AND w.word < :word || :last ORDER BY w.word, w.key LIMIT :most"
)
_LAST: Final = "\U0010ffff"
"""After every sign that a word can go on with."""
_REFUSED: Final = "SELECT noun, count(*) FROM refused_copy GROUP BY noun"


def no_words(_value: object) -> Iterable[str]:
    """Found by its key alone."""
    return ()


def no_doubt(_value: object) -> str:
    """Believed as it came."""
    return ""


class Copied(Generic[T]):
    """The values of one noun. `words`: by what else one is found; `doubt`: why one is not believed, "" when it is: such
    a row is not kept, but that it came is. All else comes from the feed and goes with it."""

    def __init__(
        self, copies: Database, noun: str, kind: type[T], words: Words[T] = no_words, doubt: Doubt[T] = no_doubt
    ) -> None:
        self.noun = noun
        self._copies = copies
        self._words = words
        self._doubt = doubt
        self._encode = msgspec.json.Encoder(order="deterministic").encode
        self._decode = msgspec.json.Decoder(kind).decode
        self.hears: Callable[[Iterable[str], bool], object] = lambda _keys, _fresh: None
        """Told of every page that was applied: its keys, and whether all else is void."""

    def by_key(self, key: str) -> T | None:
        """The one of this key, or None."""
        row = self._copies.first(_BY_KEY, noun=self.noun, key=key)
        return self._decode(row[0]) if row else None

    def found(self, word: str) -> tuple[T, ...]:
        """Those that are found by this word, by key."""
        return tuple(self._decode(row[0]) for row in self._copies.select(_FOUND, noun=self.noun, word=word))

    def begins(self, beginning: str, most: int) -> tuple[T, ...]:
        """Those that are found by words that begin so, in the order of these words; one that has several such words may
        come as often. Of the first `most` words only."""
        rows = self._copies.select(_BEGINS, noun=self.noun, word=beginning, last=_LAST, most=most)
        return tuple(self._decode(row[1]) for row in rows)

    def all(self) -> tuple[T, ...]:
        """All of them, by key."""
        return tuple(self._decode(row[0]) for row in self._copies.select(_ALL, noun=self.noun))

    def count(self) -> int:
        """How many there are."""
        return int(self._copies.select(_COUNT, noun=self.noun)[0][0])

    def apply(
        self,
        values: Sequence[tuple[str, T]],
        gone: Sequence[str],
        cursor: int,
        epoch: str,
        as_of: str,
        fresh: bool = False,
    ) -> None:
        """One page of the feed and its cursor, together; the first page of a fresh copy, or of another hub, replaces
        everything."""
        doubts = [(key, self._doubt(value)) for key, value in values]
        with self._copies.transaction(durable=False) as tx:
            anew = not move(tx, self.noun, epoch, cursor, as_of) or fresh
            if anew:
                for sql in _EMPTY:
                    tx.execute(sql, (self.noun,))
            self._forget(tx, [*gone, *(key for key, _ in values)])
            kept = [pair for pair, (_, code) in zip(values, doubts, strict=True) if not code]
            tx.executemany(_PUT, [(self.noun, key, self._encode(value)) for key, value in kept])
            tx.executemany(_PUT_WORD, [(self.noun, word, key) for key, value in kept for word in self._words(value)])
            tx.executemany(_REFUSE, [(self.noun, key, code, as_of) for key, code in doubts if code])
            tx.touch("copies")
        self.hears([*gone, *(key for key, _ in values)], anew)

    def _forget(self, tx: Transaction, keys: Iterable[str]) -> None:
        rows = [(self.noun, key) for key in keys]
        for sql in _FORGET:
            tx.executemany(sql, rows)


def refused_copies(copies: Database) -> dict[str, int]:
    """How many rows of each noun came and were not believed."""
    return dict(copies.select(_REFUSED))
