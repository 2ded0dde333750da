"""One field of a member as several tills have written it, perhaps without knowing of one another.

Each value says over which earlier ones it was written. Those that nobody has written over stand; where two of them
differ, two people wrote without knowing of one another: both are kept, the later one is shown, and a person says which
holds by writing over both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldValue:
    """`stamp`: the edit, "till.number"; `over`: stamps of the values that whoever wrote it had before them;
    `staff`: who wrote it, where that is asked."""

    stamp: str
    value: str
    at: str
    over: frozenset[str] = frozenset()
    staff: str = ""


def standing(values: Iterable[FieldValue]) -> tuple[FieldValue, ...]:
    """Those that nobody has written over, of equal values only the last; what holds comes last."""
    known = tuple(values)
    over = frozenset(stamp for value in known for stamp in value.over)
    left = sorted((v for v in known if v.stamp not in over), key=lambda v: (v.at, v.stamp))
    return tuple({v.value: v for v in left}.values())


def stamps_of(values: Iterable[FieldValue]) -> str:
    """What the next edit is written over: every edit that nobody has written over, equal or not."""
    known = tuple(values)
    over = frozenset(stamp for value in known for stamp in value.over)
    return " ".join(sorted(v.stamp for v in known if v.stamp not in over))
