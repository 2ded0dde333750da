"""What tier a member's purchases make them, and how much is missing for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from posapp.domain.points_rule import PointsRule


@dataclass(frozen=True, slots=True)
class Standing:
    """`tier` now; `following`: the next one ("": there is none), for which so much, or so many points, are missing;
    whichever comes first makes it (0: does not count)."""

    tier: str = ""
    following: str = ""
    missing: int = 0
    missing_points: int = 0


def made_by(rule: PointsRule | None, spent: int, earned: int, given: Iterable[str]) -> Standing:
    """By what was spent and earned within the rule's days; never less than the best tier that head office has
    `given`."""
    best = max(given, key=lambda tier: rule.rank(tier) if rule is not None else int(bool(tier)), default="")
    if rule is None:
        return Standing(best)
    for at in rule.tiers:
        reached = at.spend and spent >= at.spend or at.points and earned >= at.points
        if reached and rule.rank(at.tier) > rule.rank(best):
            best = at.tier
    above = [at for at in rule.tiers if rule.rank(at.tier) > max(1, rule.rank(best))]
    if not above:
        return Standing(best)
    following = above[0]
    missing = following.spend - spent if following.spend else 0
    points = following.points - earned if following.points else 0
    return Standing(best, following.tier, max(0, missing), max(0, points))
