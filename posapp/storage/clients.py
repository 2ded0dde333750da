"""Members as filters see them: read out of the copies in pieces, so that nobody waits behind all of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Final

import msgspec

from posapp.domain.client import Client
from posapp.domain.member import Member
from posapp.storage.copied import Copied
from posapp.storage.database import Database

_TOUCHED: Final = (
    "SELECT member, max(seq) FROM (SELECT member, seq FROM book_move UNION ALL SELECT member, seq FROM member_act"
    " UNION ALL SELECT :till || '.' || seq, seq FROM member_private) WHERE seq > :after GROUP BY member"
)
_PAGE: Final = "SELECT key, body FROM copied WHERE noun = :noun AND key > :after ORDER BY key LIMIT :most"


class Clients:
    """The copies of members, and which of them came anew since somebody asked."""

    def __init__(self, database: Database, copies: Database, members: Copied[Member]) -> None:
        self._database, self._copies, self._noun = database, copies, members.noun
        self._decode = msgspec.json.Decoder(Client).decode
        self._lock = threading.Lock()
        self._news: set[str] = set()
        self._all_anew = False
        members.hears = self.hear

    def hear(self, keys: Iterable[str], fresh: bool) -> None:
        """These are other than they were; `fresh`: all of them may be."""
        with self._lock:
            self._news.update(keys)
            self._all_anew = self._all_anew or fresh

    def news(self) -> tuple[frozenset[str], bool]:
        """What was heard since the last question, and whether it all begins anew."""
        with self._lock:
            said = frozenset(self._news), self._all_anew
            self._news, self._all_anew = set(), False
        return said

    def page(self, after: str, most: int) -> tuple[Client, ...]:
        """The next ones, by key."""
        rows = self._copies.select(_PAGE, noun=self._noun, after=after, most=most)
        return tuple(self._decode(row[1]) for row in rows)

    def touched_here(self, till: str, after: int) -> dict[str, int]:
        """Whom this till's entries after that number are about, each with the newest of them: the hub may not have told
        of it yet."""
        return dict(self._database.select(_TOUCHED, till=till, after=after))
