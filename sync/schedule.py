"""When to try again: the only retry rule of the program. Doubling waits with jitter, up to a minute."""

from __future__ import annotations

import random

FIRST = 1.0
LONGEST = 60.0
QUIET = 15.0
"""Seconds between two looks at the hub while all is well; a commit wakes the worker at once."""

LISTENING = 120.0
"""The same for a till that hears news by themselves: only to be sure, and to compare clocks."""

CONFIRM = 1.0
"""Seconds until a second look, when the first contradicts the state that people see."""

RARELY = 600.0
"""Seconds until a hub is asked again for a stream that it does not have: it may be a newer one by then."""


class Backoff:
    """Seconds to wait after each failure in a row."""

    def __init__(self, jitter: random.Random) -> None:
        self._jitter = jitter
        self._failures = 0

    def succeeded(self, wait: float = QUIET) -> float:
        """The line is good: the ordinary interval, or another that suits."""
        self._failures = 0
        return wait

    def failed(self) -> float:
        """Wait longer after each failure in a row, never two tills in step."""
        wait = min(LONGEST, FIRST * 2.0**self._failures)
        self._failures = min(self._failures + 1, 10)
        return wait * self._jitter.uniform(0.5, 1.0)
