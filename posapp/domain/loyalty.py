"""Points: what they are worth, how many a sale earns (money rule M7). Amounts are minor units."""

from __future__ import annotations

from collections.abc import Sequence

from posapp.domain.errors import Refused
from posapp.domain.store import PointsRule
from posapp.domain.tender import Tender


def earned(rule: PointsRule | None, total: int, tenders: Sequence[Tender]) -> int:
    """The points that a member earns with a sale of `total`, before cash rounding."""
    if rule is None or rule.per <= 0:
        return 0
    return max(0, total - sum(t.amount for t in tenders if t.type == "points")) // rule.per


def points_for(rule: PointsRule, amount: int) -> int:
    """How many points pay exactly this much; Refused("points_amount") where none do."""
    points, rest = divmod(amount, rule.value) if rule.value > 0 else (0, 1)
    if rest:
        raise Refused("points_amount", amount=amount)
    return points
