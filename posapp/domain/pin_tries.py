"""Wrong PINs in a row, and how long nobody may try again: each further five make the wait longer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from posapp.domain.times import from_text, to_text

TRIES: Final = 5
WAITS: Final = (60, 300, 900, 3600)
"""Seconds after the first five, the second five …; the last one for ever after."""


@dataclass(frozen=True, slots=True)
class PinTries:
    """`wrong` in a row; with the last of each five a wait of so many seconds began at `since` (UTC ISO text)."""

    wrong: int = 0
    since: str = ""
    wait: int = 0

    @property
    def left(self) -> int:
        """How often the person may still try before the next wait."""
        return TRIES - self.wrong % TRIES

    def once_more(self, now: datetime) -> PinTries:
        """After another wrong PIN."""
        wrong = self.wrong + 1
        if wrong % TRIES:
            return PinTries(wrong)
        return PinTries(wrong, to_text(now), WAITS[min(wrong // TRIES, len(WAITS)) - 1])

    def on_clock(self, now: datetime) -> PinTries:
        """The same under a clock that was set back: the wait begins anew, it neither ends nor lasts for days."""
        return replace(self, since=to_text(now)) if self.wait and now < from_text(self.since) else self

    def seconds_left(self, now: datetime) -> int:
        """How long nobody may try; 0: now."""
        if not self.wait:
            return 0
        return max(0, ceil((from_text(self.since) + timedelta(seconds=self.wait) - now).total_seconds()))
