"""The shop's rules of points, as head office sets them: how they are earned, used and lost, and what makes a tier.

Rules hold on business dates ("2026-11-24", first and last; "" open); of several that hold the last one counts. Amounts
are minor units, multiples thousandths.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Final, Literal, TypeVar

Span = Literal["day", "week", "month"]
"""How long a birthday lasts: the day, three days either side of it, the month."""
SPANS: Final[tuple[Span, ...]] = ("day", "week", "month")
ONCE: Final = 1000
"""As many points as the rule says; thousandths."""
WHOLE: Final = 100_000
"""All of a sale; thousandths of a percent."""
PLAIN: Final = "plain"
"""The rule that a shop has without naming any."""


@dataclass(frozen=True, slots=True)
class EarnRule:
    """One point for each full `per` that was not paid with points, times the best that the member's tier, and a
    `birthday` that lasts so long (`span`), give. Goods of the categories `without` earn nothing; `channels`: only
    sales there (none: everywhere)."""

    id: str
    per: int
    starts: str = ""
    ends: str = ""
    tiers: tuple[tuple[str, int], ...] = ()
    birthday: int = ONCE
    span: Span = "day"
    without: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Its id and a seal of all that it says: another rule under the same id is another version."""
        said = json.dumps(astuple(self), separators=(",", ":"), ensure_ascii=False)
        return f"{self.id}@{hashlib.sha256(said.encode()).hexdigest()[:8]}"

    def times(self, tier: str, birthday: bool) -> int:
        """How often a member's points count; thousandths."""
        return max(dict(self.tiers).get(tier, ONCE), self.birthday if birthday else 0)


@dataclass(frozen=True, slots=True)
class BurnRule:
    """One point pays `value`. Points are used in multiples of `step`, no fewer than `least`, for at most `most`
    (thousandths of a percent) of a sale."""

    id: str
    value: int
    starts: str = ""
    ends: str = ""
    step: int = 1
    least: int = 0
    most: int = WHOLE


@dataclass(frozen=True, slots=True)
class Expiry:
    """Points are gone `months` after the day on which they were earned, or at the end of the calendar year that follows
    by so many `years` (1: of the next one); with neither they last."""

    months: int = 0
    years: int = 0

    def __bool__(self) -> bool:
        return self.months > 0 or self.years > 0


@dataclass(frozen=True, slots=True)
class TierRule:
    """Who spends so much, or earns so many `points` (0: does not count), within the shop's days is of this tier; the
    better tier stands later."""

    tier: str
    spend: int = 0
    points: int = 0


NEVER_LOST: Final = Expiry()


@dataclass(frozen=True, slots=True)
class PointsRule:
    """A member earns one point for each full `per` that was not paid with points; one point pays `value` (M7). Dated
    rules hold in its place while their days last. `days`: within so many days what was bought makes a tier."""

    per: int
    value: int
    earn: tuple[EarnRule, ...] = ()
    burn: tuple[BurnRule, ...] = ()
    expiry: Expiry = NEVER_LOST
    tiers: tuple[TierRule, ...] = ()
    days: int = 365

    def earning(self, date: str, channel: str) -> EarnRule:
        """By which a sale of this business date and channel earns."""
        here = [rule for rule in self.earn if not rule.channels or channel in rule.channels]
        return _in_force(here, date) or EarnRule(PLAIN, self.per)

    def burning(self, date: str) -> BurnRule:
        """By which points pay on this business date."""
        return _in_force(self.burn, date) or BurnRule(PLAIN, self.value)

    @property
    def versions(self) -> tuple[EarnRule, ...]:
        """Every rule by which its sales may earn."""
        return (EarnRule(PLAIN, self.per), *self.earn)

    def rank(self, tier: str) -> int:
        """0: no tier; 1: one that no rule names; the better, the higher."""
        known = [rule.tier for rule in self.tiers]
        return 2 + known.index(tier) if tier in known else int(bool(tier))


_Rule = TypeVar("_Rule", EarnRule, BurnRule)


def _in_force(rules: Iterable[_Rule], date: str) -> _Rule | None:
    held = [rule for rule in rules if rule.starts <= date and (not rule.ends or date <= rule.ends)]
    return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Earning:
    """By which a sale earned: one point for each full `per`, `times` (thousandths) of them, as the version `rule` says
    for this `tier` and, on a `birthday`, for that. `without`: lines of the sale (1 is the first) that earn nothing."""

    rule: str
    per: int
    times: int = ONCE
    tier: str = ""
    birthday: bool = False
    without: tuple[int, ...] = ()

    def points(self, money: int, counting: int, whole: int) -> int:
        """Of so much that was not paid with points, where goods worth `counting` of `whole` count."""
        if self.per <= 0 or money <= 0:
            return 0
        share = money if counting == whole else money * max(0, counting) // whole if whole > 0 else 0
        return share // self.per * self.times // ONCE


@dataclass(frozen=True, slots=True)
class PointsLeft:
    """What a member has after a sale, and when the hub said what they had before it ("": at this sale)."""

    points: int
    as_of: str = ""
