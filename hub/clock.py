"""The time, from one place, so that tests and replays can set it."""

from __future__ import annotations

from datetime import UTC, datetime


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)
