"""A deputy: somebody who may approve in a manager's place for some hours. Doing things alone stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from posapp.domain.reduction import WHOLE
from posapp.domain.staff import ACTS, MANAGER, Role, Staff
from posapp.domain.times import from_text

MOST_HOURS: Final = 72
NOT_LENT: Final = frozenset({"name_deputy", "reset_pin", "temporary_pin", "start_fresh"})
"""What nobody may in another's name: a deputy makes no deputies and no PINs."""


@dataclass(frozen=True, slots=True)
class Deputy:
    """`person` stands in for `by` until then (UTC text)."""

    person: str
    by: str
    until: str

    def good(self, now: datetime) -> bool:
        """Whether the time is not over."""
        return now < from_text(self.until)


def as_deputy(person: Staff, by: Staff) -> Staff:
    """The person with what they may approve: their own rights, and those of whoever named them."""
    whole = by.role.id == MANAGER
    may = (frozenset(ACTS) if whole else by.role.may) - NOT_LENT
    both = may | person.role.may
    limits = {act: most for act in both if (most := _most(person, by, act)) is not None}
    role = Role(
        "deputy",
        both,
        max(WHOLE if whole else by.role.discount_limit, person.role.discount_limit),
        max(WHOLE if whole else by.role.tag_limit, person.role.tag_limit),
        limits,
    )
    return person if person.role.id == MANAGER else replace(person, role=role)


def _most(person: Staff, by: Staff, act: str) -> int | None:
    """Up to which amount: the greater of what each of the two may; None: any."""
    each = [who.most(act) for who in (person, by) if who.may(act)]
    return max((most for most in each if most is not None), default=None) if None not in each else None
