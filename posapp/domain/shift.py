"""A shift: the stretch of one till's work that every sale belongs to. Its id is fixed at sale time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """An open shift; `opened_at` is UTC ISO text, `float_amount` the cash that was in the drawer at the start (minor
    units). `staff` answers for the drawer, unless it is shared."""

    id: str
    staff: str
    opened_at: str
    business_date: str
    float_amount: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A shift that is over. `z` counts the till's closes without gaps, `name` is how it is printed; `left` is what
    stayed in the drawer for the next one."""

    seq: int
    shift: str
    z: int
    name: str
    business_date: str
    closed_at: str
    staff: str
    expected: int
    counted: int
    left: int

    @property
    def difference(self) -> int:
        """Over, or short (below zero)."""
        return self.counted - self.expected


def z_name(store: str, register: str, number: int) -> str:
    """How a Z is printed, for instance "S1-1-Z0007". A till that takes the place of another is another register ("1B"),
    so that no name comes twice."""
    return f"{store}-{register}-Z{number:04d}"
