"""Moments as text: UTC, ISO 8601 with Z, to the second; what storage and wire carry."""

from __future__ import annotations

from datetime import UTC, date, datetime


def to_text(at: datetime) -> str:
    """An aware datetime as "2026-11-21T01:00:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def is_text(text: str) -> bool:
    """Whether it is a moment in the very form that `to_text` gives it."""
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds") == f"{text.removesuffix('Z')}+00:00"
    except ValueError:
        return False


def is_day(text: str) -> bool:
    """Whether it is a day as "2026-11-21"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def from_text(text: str) -> datetime:
    """The aware UTC datetime of such a text; ValueError if it is not one."""
    return datetime.fromisoformat(text).astimezone(UTC)
