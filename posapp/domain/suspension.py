"""A shift that stands still: suspended at one till, to be resumed there or at another one of the shop."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.hold import Taker


@dataclass(frozen=True, slots=True)
class Suspended:
    """`id` is that of the part that was suspended, `register` its till's number in the shop; `staff` answers for the
    drawer; `taken`: who asked to go on with it. What the drawer must hold is not told: it is counted blind."""

    id: str
    till: str
    register: str
    staff: str
    business_date: str
    opened_at: str
    at: str
    taken: Taker | None = None
