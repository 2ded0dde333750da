"""Points: how many a sale earns and how many may be used (money rule M7). Amounts are minor units.

What a sale earned by travels with it, so that years later a return takes back by the rule of then.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.points_rule import WHOLE, BurnRule, Earning, EarnRule, PointsRule, Span
from posapp.domain.pricing.values import PricedLine
from posapp.domain.tender import Tender

_WEEK: Final = timedelta(days=3)


def earning(rule: EarnRule, lines: Sequence[PricedLine], tier: str, birthday: bool) -> Earning:
    """What a basket of a member earns by; `lines` in the order in which the sale tells of them."""
    out = frozenset(rule.without)
    without = tuple(n for n, x in enumerate(lines, 1) if out and x.line.quantity > 0 and x.line.product.category in out)
    return Earning(rule.version, rule.per, rule.times(tier, birthday), tier, birthday, without)


def earned(by: Earning | None, total: int, tenders: Iterable[Tender], lines: Sequence[tuple[int, int]] = ()) -> int:
    """The points that a member earns with a sale of `total`, before cash rounding. `lines`: (number, worth) of the
    goods sold, which count only where some of them earn nothing."""
    if by is None:
        return 0
    money = total - sum(t.amount for t in tenders if t.type == "points")
    whole = sum(worth for _, worth in lines)
    return by.points(money, sum(worth for n, worth in lines if n not in by.without), whole)


def sold_worth(lines: Sequence[PricedLine]) -> tuple[tuple[int, int], ...]:
    """(number, worth) of what is sold, not of what comes back."""
    return tuple((n, x.net) for n, x in enumerate(lines, 1) if x.line.quantity > 0)


def is_birthday(born: str, today: str, span: Span) -> bool:
    """Whether the ISO date `today` is within the birthday of who was born then; who was born on 29 February has it on
    the 28th in years without one."""
    if len(born) != len("2000-01-01"):
        return False
    now, month, day = date.fromisoformat(today), int(born[5:7]), int(born[8:])
    if span == "month":
        return now.month == month
    near = timedelta(0) if span == "day" else _WEEK
    return any(abs(_on(year, month, day) - now) <= near for year in (now.year - 1, now.year, now.year + 1))


def _on(year: int, month: int, day: int) -> date:
    return date(year, month, 28 if (month, day) == (2, 29) and not isleap(year) else day)


# -- paying with them -------------------------------------------------------------------------------------------------


def points_for(value: int, amount: int) -> int:
    """How many points of this value pay exactly this much; Refused("points_amount") where none do."""
    points, rest = divmod(amount, value) if value > 0 else (0, 1)
    if rest:
        raise Refused("points_amount", amount=amount)
    return points


def usable(rule: BurnRule, total: int, due: int, used: int) -> int:
    """The most points that may still be used for a sale of `total` of which `due` is open and `used` points paid; 0
    where what is left is too little for the rule."""
    if rule.value <= 0:
        return 0
    most = total * rule.most // WHOLE // rule.value - used
    points = min(due // rule.value, most) // max(1, rule.step) * max(1, rule.step)
    return points if points > 0 and points + used >= rule.least else 0


def check_used(rule: BurnRule, points: int, total: int, used: int) -> None:
    """Refused("points_step", "points_least", "points_most") unless so many may be used for a sale of `total` besides
    those `used` already."""
    if points % max(1, rule.step):
        raise Refused("points_step", step=rule.step)
    if points + used < rule.least:
        raise Refused("points_least", least=rule.least)
    most = max(0, total) * rule.most // WHOLE // rule.value // max(1, rule.step) * max(1, rule.step)
    if points <= 0 or rule.most < WHOLE and points + used > most:
        raise Refused("points_most", most=max(0, most - used))


# -- losing them ------------------------------------------------------------------------------------------------------


def gone_on(rule: PointsRule, day: str) -> str:
    """The first ISO date on which points earned on `day` are gone; "" where they last."""
    at, expiry = date.fromisoformat(day), rule.expiry
    if expiry.months > 0:
        month = at.month - 1 + expiry.months
        year, month = at.year + month // 12, month % 12 + 1
        return (date(year, month, min(at.day, monthrange(year, month)[1])) + timedelta(days=1)).isoformat()
    return f"{at.year + expiry.years + 1:04d}-01-01" if expiry.years > 0 else ""
