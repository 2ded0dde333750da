"""Appointments: who comes when, for what, to whom; and how it stands while the clock runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from posapp.domain.times import from_text

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "planned": ("已约", "Planned"),
    "kept": ("已到", "Came"),
    "missed": ("未到", "Did not come"),
    "cancelled": ("已取消", "Called off"),
}
LONGEST: Final = 480
"""Minutes."""
SOON: Final = timedelta(minutes=30)
LATE: Final = timedelta(minutes=15)
"""After this much beyond the time somebody should ask where they are."""
Standing = Literal["ahead", "soon", "now", "late", "over"]


@dataclass(frozen=True, slots=True)
class Appointment:
    """`id`: the entry that made it ("till.number"); `start`: UTC text; `member`, or only a `name`; `associate`: with
    whom ("": anybody); `stamp`: the entry that said all this last, `by` and `at` whose it was and when."""

    id: str
    start: str
    minutes: int = 30
    member: str = ""
    name: str = ""
    what: str = ""
    associate: str = ""
    state: str = "planned"
    stamp: str = ""
    by: str = ""
    at: str = ""


def standing(one: Appointment, now: datetime) -> Standing:
    """How it stands at that moment; what is settled is over."""
    if one.state != "planned":
        return "over"
    left = from_text(one.start) - now
    if left > SOON:
        return "ahead"
    if left > timedelta(0):
        return "soon"
    return "now" if -left <= LATE else "late"
