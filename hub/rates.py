"""How fast one caller may ask: enough for any till at its busiest, too little for one to starve the others.

Counted in memory, by each process of the hub for itself.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from posapp.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls at once, and so many a second after them."""

    burst: int
    a_second: int


TILL: Final = Pace(1_000, 100)
"""A till that was away for a month drains its 100,000 sales in 2,000 pushes of fifty, some fifty a second."""
ADDRESS: Final = Pace(10_000, 1_000)
"""Many tills may share an address, as behind a proxy."""
_MANY: Final = 10_000


class Rates:
    """What each caller has left; it fills up again with time."""

    def __init__(self, pace: Pace, clock: Callable[[], datetime]) -> None:
        self._pace, self._clock = pace, clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, datetime]] = {}

    def take(self, caller: str) -> None:
        """One call; Refused("too_many_calls", seconds) when there is none left."""
        now, pace = self._clock(), self._pace
        with self._lock:
            left = self._left_of(caller, now)
            if left < 1:
                self._left[caller] = (left, now)
                raise Refused("too_many_calls", seconds=math.ceil((1 - left) / pace.a_second))
            if len(self._left) >= _MANY:
                self._left = {name: held for name, held in self._left.items() if self._left_of(name, now) < pace.burst}
            self._left[caller] = (left - 1, now)

    def _left_of(self, caller: str, now: datetime) -> float:
        left, at = self._left.get(caller, (float(self._pace.burst), now))
        passed = max(0.0, (now - at).total_seconds())  # a clock that was set back begins the wait again
        return min(float(self._pace.burst), left + passed * self._pace.a_second)
