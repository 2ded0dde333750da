"""Who listens for news, and one look at the heads for all of them.

One keyed question of one row, twice a second while anybody listens, whatever their number: the hub's cursor, and how
often a till's access was ended. Only when one moved is it asked which feeds, or whose. PostgreSQL's NOTIFY would save
that question and cost a connection of its own a process, a lock that all commits share, and every database that speaks
PostgreSQL without it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from hub.storage import records, tills, tokens
from hub.storage.database import Database, Unavailable
from hub.storage.records import EVERY_STORE
from posapp.domain.errors import Refused

LOOK: Final = 0.5
"""Seconds between two looks at the cursor: what is published is told within this."""

MOST: Final = 5_000
"""Streams of one process. Who comes later is asked to come back and polls meanwhile."""


class Listening:
    """One till that listens. What it has not been told yet is one number a noun, however slow it reads."""

    def __init__(self, till: tills.Till) -> None:
        self.till = till
        self.ended = False
        self.woken = asyncio.Event()
        self._untold: dict[str, int] = {}

    def tell(self, noun: str, head: int) -> None:
        """A feed moved on."""
        self._untold[noun] = max(head, self._untold.get(noun, 0))
        self.woken.set()

    def end(self) -> None:
        """Nothing more is told."""
        self.ended = True
        self.woken.set()

    def news(self) -> dict[str, int]:
        """What there is to tell since the last time."""
        self.woken.clear()
        news, self._untold = self._untold, {}
        return news


class Listeners:
    """All tills that listen to this process. Used on the event loop only, `close` included."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._most = min(MOST, _open_files() // 2)
        self._all: dict[str, Listening] = {}
        self._of_store: defaultdict[str, set[Listening]] = defaultdict(set)
        self._begun = asyncio.Lock()
        self._cursor = self._revoked = 0
        self._looking: asyncio.Task[None] | None = None

    async def join(self, till: tills.Till) -> Listening:
        """From now on it is told what moves in its store. A till has one stream: an earlier one ends.

        Refused("hub_busy") when there are too many, Unavailable while the database is.
        """
        if len(self._all) >= self._most and till.id not in self._all:
            raise Refused("hub_busy")
        await self._begin()
        before, listening = self._all.get(till.id), Listening(till)
        self._all[till.id] = listening
        self._of_store[till.store].add(listening)
        if before is not None:
            before.end()
            self.leave(before)
        return listening

    def leave(self, listening: Listening) -> None:
        """It has gone."""
        if self._all.get(listening.till.id) is listening:
            del self._all[listening.till.id]
        of_store = self._of_store[listening.till.store]
        of_store.discard(listening)
        if not of_store:
            del self._of_store[listening.till.store]
        if not self._all and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def close(self) -> None:
        """Everybody is sent home; they come back to whoever answers next."""
        for listening in self._all.values():
            listening.end()

    @property
    def count(self) -> int:
        """How many listen."""
        return len(self._all)

    async def _begin(self) -> None:
        """Knows the cursor before the first listener reads the heads, so that nothing falls between."""
        async with self._begun:
            if self._looking is None or self._looking.done():
                at = await asyncio.to_thread(records.moved, self._database, 1 << 62)
                self._cursor, self._revoked = at.cursor, at.revoked
                self._looking = asyncio.create_task(self._look(), name="heads")

    async def _look(self) -> None:
        try:
            while True:
                await asyncio.sleep(LOOK)
                with contextlib.suppress(Unavailable):  # the streams stay; what moves meanwhile is told afterwards
                    at = await asyncio.to_thread(records.moved, self._database, self._cursor)
                    if at.revoked != self._revoked:
                        self._end(await asyncio.to_thread(tokens.revoked_of, self._database, list(self._all)))
                        self._revoked = at.revoked
                    self._tell(at)
        except Exception:
            self.close()  # nobody stays who would hear nothing
            raise

    def _end(self, tills: Iterable[str]) -> None:
        for till in tills:
            if till in self._all:
                self._all[till].end()

    def _tell(self, at: records.Moved) -> None:
        if at.cursor < self._cursor:  # another database than before: all that was told is void
            self.close()
        self._cursor = at.cursor
        for store, noun, head in at.feeds:
            for listening in self._concerned(store):
                listening.tell(noun, head)

    def _concerned(self, store: str) -> list[Listening]:
        return list(self._all.values() if store == EVERY_STORE else self._of_store.get(store, ()))


def _open_files() -> int:
    """How many files and connections this process may have open."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return 2 * MOST
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 2 * MOST if soft == resource.RLIM_INFINITY else soft
