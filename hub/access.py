"""Who may call: the bearer token of an enrolled till, and a limit on guessing enrolment codes."""

from __future__ import annotations

import math
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.errors import Refused

MOST_WRONG: Final = 10
WITHIN: Final = timedelta(minutes=5)
MOST_WRONG_IN_ALL: Final = 100
"""Codes have 49 bits; ten guesses in five minutes from one address, or a hundred from all, get nowhere."""


class Attempts:
    """Wrong enrolment codes of late, by the caller's address; kept in memory only."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self._all: deque[datetime] = deque()

    def check(self, address: str) -> None:
        """Refused("too_many_attempts", seconds) when this address, or everybody together, guessed too often."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            for times, most in ((self._wrong[address], MOST_WRONG), (self._all, MOST_WRONG_IN_ALL)):
                if len(times) >= most:
                    raise Refused("too_many_attempts", seconds=math.ceil((times[0] + WITHIN - now).total_seconds()))

    def note_wrong(self, address: str) -> None:
        """A wrong code came from there."""
        with self._lock:
            now = self._clock()
            self._wrong[address].append(now)
            self._all.append(now)

    def _forget(self, now: datetime) -> None:
        for times in (*self._wrong.values(), self._all):
            while times and now - times[0] >= WITHIN:
                times.popleft()
        for address in [a for a, times in self._wrong.items() if not times]:
            del self._wrong[address]
