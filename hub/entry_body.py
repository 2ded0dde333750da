"""What an entry says, read once before it is booked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from posapp.contract.envelope import WireEntry
from posapp.domain.errors import Refused
from posapp.domain.times import is_day, is_text

T = TypeVar("T")
FIRST, LAST = "1900", "8999"
"""Years."""


def read(decode: Callable[[bytes], T], body: bytes) -> T:
    """What it says; Refused("entry_malformed") also for NUL, which no database column holds."""
    if b"\\u0000" in body:
        raise Refused("entry_malformed")
    try:
        return decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refused("entry_malformed") from None


def check_times(entry: WireEntry) -> None:
    """In the one form that tills write: what sorts and sums by text knows no other. A clock may be wrong by many years;
    what is so far out that no days can be counted from it is none."""
    known = is_day(entry.business_date) and is_text(entry.at)
    if not (known and all(FIRST <= text[:4] <= LAST for text in (entry.business_date, entry.at))):
        raise Refused("entry_malformed")
