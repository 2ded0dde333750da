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
    limits = {} if whole else {act: most for act, most in by.role.limits.items() if act in may}
    role = Role(
        "deputy",
        may | person.role.may,
        max(WHOLE if whole else by.role.discount_limit, person.role.discount_limit),
        max(WHOLE if whole else by.role.tag_limit, person.role.tag_limit),
        limits,
    )
    return person if person.role.id == MANAGER else replace(person, role=role)
