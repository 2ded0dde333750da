"""Sending what was asked for: a thread of the hub, woken by what comes in and by the time of what is tried again.

What is due stands in the books, so any process of the hub goes on where another ended. A process that dies between
handing a message over and noting it sends it once more, under the same name.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from hub.notices.letters import letter
from hub.notices.port import Sender, Undelivered
from hub.notices.senders import Senders
from hub.storage import notices
from hub.storage.database import Database, Unavailable
from hub.storage.notices import NoticeRow
from posapp.domain.errors import Refused
from posapp.domain.times import from_text, to_text

GAPS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""After the first try, the second …; after the last one it is given up."""
TAKEN: Final = timedelta(minutes=5)
"""So long one process has a message to itself; longer than any provider takes."""
_LOOK: Final = 60.0
"""Seconds after which a hub looks although nobody woke it: another process may have left something."""
_AT_ONCE: Final = 20


class Delivery:
    """Begun with the hub, ended with it."""

    def __init__(self, database: Database, senders: Senders, clock: Callable[[], datetime]) -> None:
        self._database, self._senders, self._clock = database, senders, clock
        self._woken, self._ended = threading.Event(), False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Send what waits, and what comes."""
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was asked for."""
        self._woken.set()

    def sms(self) -> Sender | None:
        """Who sends a short message that nobody may wait for, or None while there is nobody."""
        return self._senders.sms()

    def stop(self) -> None:
        """After the message under way."""
        self._ended = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def deliver(self) -> int:
        """Sends what is due; how many were handed over."""
        sent, now = 0, self._clock()
        while rows := notices.due(self._database, to_text(now), _AT_ONCE):
            for row in rows:
                if notices.take(self._database, row, to_text(now + TAKEN)):
                    sent += self._send(row, now)
        return sent

    def _run(self) -> None:
        while not self._ended:
            self._woken.clear()
            wait = _LOOK
            try:
                self.deliver()
                wait = self._until_next()
            except Unavailable:
                pass  # the database is away: the next look
            if not self._ended:
                self._woken.wait(wait)

    def _until_next(self) -> float:
        due = notices.next_due(self._database)
        left = (from_text(due) - self._clock()).total_seconds() if due else _LOOK
        return min(_LOOK, max(1.0, left))

    def _send(self, row: NoticeRow, now: datetime) -> bool:
        sender = self._senders.email() if row.way == "email" else self._senders.sms()
        try:
            if sender is None:
                raise Undelivered("mail_not_set_up")
            sender.send(letter(self._database, row, to_text(now)))
        except Undelivered as no:
            self._again(row, no.code, no.final, now)
            return False
        except Refused as no:  # the sale is in the books no more
            self._again(row, no.code, True, now)
            return False
        except OSError:  # the disk of the simulated one
            self._again(row, "mail_undelivered", False, now)
            return False
        notices.end(self._database, row, "sent", "", sender.simulated, to_text(now))
        return True

    def _again(self, row: NoticeRow, code: str, final: bool, now: datetime) -> None:
        if final or row.tries >= len(GAPS):
            notices.end(self._database, row, "failed", code, False, to_text(now))
        else:
            notices.later(self._database, row, code, to_text(now + GAPS[row.tries]), to_text(now))
