"""Moments as text: UTC, ISO 8601 with Z, to the second; what storage and wire carry."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

_OF_DAY: Final = re.compile("T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_DAY: Final = len("2026-11-21")


def to_text(at: datetime) -> str:
    """An aware datetime as "2026-11-21T01:00:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def is_text(text: str) -> bool:
    """Whether it is a moment in the very form that `to_text` gives it."""
    return _OF_DAY.fullmatch(text, _DAY) is not None and is_day(text[:_DAY])


@lru_cache(maxsize=1_024)
def is_day(text: str) -> bool:
    """Whether it is a day as "2026-11-21". A batch of entries is of few days."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def from_text(text: str) -> datetime:
    """The aware UTC datetime of such a text; ValueError if it is not one."""
    return datetime.fromisoformat(text).astimezone(UTC)
