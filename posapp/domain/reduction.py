"""What a person takes off a price by hand: how much, at most how much, why, and who allowed it.

Percentages are thousandths of a percent. A reduction stays within the limit of whoever allowed it whatever becomes of
the basket afterwards: `most` goes with it, and pricing never takes off more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from posapp.domain.money import divide

WHOLE: Final = 100_000
"""100 %."""


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave it and why; `approver` is the second person who allowed it, "" where none was needed."""

    reason: str = ""
    staff: str = ""
    approver: str = ""

    @property
    def answers(self) -> str:
        """Who answers for it: whoever allowed it, else whoever gave it."""
        return self.approver or self.staff


NOBODY: Final = Given()


@dataclass(frozen=True, slots=True)
class LineDiscount:
    """Off one line: a percentage where there is one, else an amount (minor units). `most` None: no limit."""

    amount: int = 0
    percent: int = 0
    most: int | None = None
    by: Given = NOBODY


def taken(amount: int, percent: int, most: int | None, net: int, base: int) -> int:
    """What is taken off `net`: never more than there is, nor than `most` of `base`."""
    wanted = divide(net * percent, WHOLE) if percent else amount
    limit = net if most is None else min(net, at_most(base, most))
    return min(wanted, limit)


def at_most(base: int, most: int) -> int:
    """The largest amount within a limit: what that percentage comes to, so that whoever may give 10 % always may."""
    return divide(base * most, WHOLE)


def share(part: int, whole: int) -> int:
    """What percentage of the whole a part is, to a hundredth, as people read it. All of nothing is 100 %."""
    return divide(abs(part) * WHOLE // 10, whole) * 10 if whole > 0 else WHOLE
