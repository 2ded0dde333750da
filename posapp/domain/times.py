"""Moments as text: UTC, ISO 8601 with Z, to the second; what storage and wire carry."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(at: datetime) -> str:
    """An aware datetime as "2026-11-21T01:00:00Z"."""
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def from_text(text: str) -> datetime:
    """The aware UTC datetime of such a text; ValueError if it is not one."""
    return datetime.fromisoformat(text).astimezone(UTC)
