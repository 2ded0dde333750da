"""A shift: the stretch of one till's work that every sale belongs to. Its id is fixed at sale time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """An open shift; `opened_at` is UTC ISO text, `float_amount` the cash put in at the start (minor units)."""

    id: str
    staff: str
    opened_at: str
    business_date: str
    float_amount: int = 0
