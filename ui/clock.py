"""Times in the shop's own zone. Its imports wait: the first paint needs none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def clock_text(at: str | datetime, zone: str) -> str:
    """ "14:02" in the shop's own time."""
    return _local(at, zone).strftime("%H:%M")


def date_clock_text(at: str | datetime, zone: str) -> str:
    """ "11-21 14:02" in the shop's own time."""
    return _local(at, zone).strftime("%m-%d %H:%M")


def day_clock_text(at: str | datetime, zone: str) -> str:
    """ "2026-11-21 14:02" in the shop's own time, where years matter."""
    return _local(at, zone).strftime("%Y-%m-%d %H:%M")


def clock_now(zone: str) -> str:
    """The time of now."""
    from datetime import UTC, datetime

    return clock_text(datetime.now(UTC), zone)


def _local(at: str | datetime, zone: str) -> datetime:
    from zoneinfo import ZoneInfo

    from posapp.domain.times import from_text

    moment = from_text(at) if isinstance(at, str) else at
    return moment.astimezone(ZoneInfo(zone))
