"""Clocks: the machine's, and one that stands still until it is set (scripts and tests)."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The machine's present in UTC."""
        return datetime.now(UTC)


class StoppedClock:
    """A clock that a script sets."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at another moment."""
        self._at = at.astimezone(UTC)
