"""How far a day of the year is: a birthday, a wedding day."""

from __future__ import annotations

from datetime import date
from typing import Final

SOON: Final = 7
"""So many days before it a birthday is "soon"."""


def days_until(day: str, today: str) -> int | None:
    """Days from today (ISO) to the next such day ("1990-05-31" or "05-31"); who was born on 29 February has it on the
    28th in other years. None for what is no day."""
    try:
        now, (month, number) = date.fromisoformat(today), map(int, day.split("-")[-2:])
        return min((on - now).days for year in (now.year, now.year + 1) if (on := _in(year, month, number)) >= now)
    except ValueError:
        return None


def is_soon(day: str, today: str) -> bool:
    """Whether it is today or in the next days."""
    left = days_until(day, today) if day else None
    return left is not None and left <= SOON


def _in(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        if (month, number) != (2, 29):
            raise
        return date(year, 2, 28)
