"""How far a day of the year is."""

from __future__ import annotations

import pytest

from posapp.domain.anniversary import days_until, is_soon


@pytest.mark.parametrize(
    "day, today, left",
    [
        ("1990-11-23", "2026-11-23", 0),
        ("11-30", "2026-11-23", 7),
        ("1990-11-22", "2026-11-23", 364),
        ("01-01", "2026-12-31", 1),
        ("2000-02-29", "2026-02-27", 1),
        ("02-29", "2028-02-28", 1),
        ("02-30", "2026-02-28", None),
        ("soon", "2026-02-28", None),
        ("", "2026-02-28", None),
    ],
)
def test_days_until(day: str, today: str, left: int | None) -> None:
    assert days_until(day, today) == left
    assert is_soon(day, today) == (left is not None and left <= 7)
