"""What the hub does when time passes: reminders of online orders, the end of a ready order's time on its shelf, and
follow-ups by the shops' rules; once a day what a day does to members (`loyalty_day`).

A thread of the hub; what is due stands in the books, so any process of the hub may do it, and each does it once.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from hub import loyalty_day
from hub.feeds import member_news
from hub.signing import Signer
from hub.storage import orders
from hub.storage.database import Database, Unavailable
from hub.storage.points_rules import rules

_EVERY: Final = 60.0
"""Seconds: reminders and ends are days apart."""


class OrderClock:
    """Begun with the hub, ended with it."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        signer: Callable[[], Signer | None],
    ) -> None:
        """`wake`: there may be messages to be sent."""
        self._database, self._clock, self._wake, self._signer = database, clock, wake, signer
        self._days: set[str] = set()
        self._asked = -1
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from time to time."""
        self._thread = threading.Thread(target=self._run, name="orders", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """After what is under way."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            for act in (self._make_follow_ups, self._sweep_orders, self._pass_day):
                self._try(act)
            self._ended.wait(_EVERY)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Unavailable:
            pass  # the database is away: the next look
        except Exception:  # said, and no reason to leave the others undone
            sys.excepthook(*sys.exc_info())

    def _make_follow_ups(self) -> None:
        """Once an hour: by rule something is due on a day, and a shop's day may begin at any hour."""
        now = self._clock()
        if now.hour != self._asked:
            member_news.make_follow_ups(self._database, now)
            self._asked = now.hour

    def _sweep_orders(self) -> None:
        if orders.sweep(self._database, self._clock()):
            self._wake()

    def _pass_day(self) -> None:
        """At the start, and when it is another day in any shop."""
        now = self._clock()
        with self._database.read() as connection:
            known = rules(connection)
        days = {known.today(store, now) for store in known.by}
        if days != self._days:
            loyalty_day.pass_day(self._database, self._signer(), self._clock, loyalty_day.CLOCK)
            self._days = days
