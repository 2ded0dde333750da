"""Once a day the hub forgets what nobody needs any more: a thread of its own, and whoever types `hub privacy --forget`.

Any process of the hub may do it; what one has forgotten another does not find.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from hub.feeds import arrivals
from hub.storage import audit, erasing, retention
from hub.storage.database import Database, Unavailable

_EVERY: Final = 3600.0
"""Seconds between two looks whether today's turn was taken; the first is after one, when the tills have come."""
ACT: Final = "retention"


def forget_old(database: Database, clock: Callable[[], datetime], by: str = ACT) -> dict[str, int]:
    """All of it now; how many of which kind, noted even where there was nothing."""
    now, limits = clock(), retention.limits_by_store(database)
    gone: dict[str, int] = {}
    for store, said in sorted(limits.items()):
        with database.write() as connection:
            in_store = retention.forget_in_store(connection, store, said, now)
            away = retention.not_here_lately(connection, store, said, now)
        arrivals.leave(database, store, away, clock)
        for kind, count in (*in_store.items(), ("local_copies", len(away))):
            gone[kind] = gone.get(kind, 0) + count
    unseen = retention.long_unseen(database, retention.of_chain(limits), now)
    erasing.over(database, unseen, now)
    erasing.follow(database, clock)
    gone = {kind: count for kind, count in (gone | {"members": len(unseen)}).items() if count}
    with database.write() as connection:
        audit.note(connection, by, ACT, now, rows=gone)
    erasing.out_of_the_log(database)
    return gone


class RetentionClock:
    """Begun with the hub, ended with it."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from time to time."""
        self._thread = threading.Thread(target=self._run, name="retention", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """After what is under way."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            try:
                if not audit.done_on(self._database, ACT, self._clock()):
                    forget_old(self._database, self._clock)
            except Unavailable:
                pass  # the database is away: the next look
