"""Points for a receipt that was paid before the member was named (补积分), and how often a member buys in a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.loyalty import earned, earning, sold_worth
from posapp.domain.points_rule import Earning
from posapp.domain.pricing.occasion import HERE
from posapp.domain.sale import Sale
from posapp.domain.store import Store
from posapp.domain.times import from_text

LATE_DAYS: Final = "late_points_days"
"""The limit of this name: for so many days after a sale its points can still be given; "0": never."""
LATE_USUAL: Final = 7
LATE_MOST: Final = 366
USES: Final = "member_uses"
"""The limit of this name: more sales than so many on one member in a shop and day are told to head office; "0": any."""
USES_USUAL: Final = 5
USES_MOST: Final = 1_000


def whole(text: str, most: int) -> int | None:
    """The number that a setting says, or None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most else None


def late_days(store: Store) -> int:
    """Of this shop."""
    said = whole(store.limits.get(LATE_DAYS, ""), LATE_MOST)
    return LATE_USUAL if said is None else said


def member_uses(store: Store) -> int:
    """Of this shop; 0: as many as there are."""
    said = whole(store.limits.get(USES, ""), USES_MOST)
    return USES_USUAL if said is None else said


def late_points(sale: Sale, store: Store, tier: str, now: datetime, back: int) -> tuple[int, Earning]:
    """What a member of this tier gets for it, and by which rule: what it would have earned by the amounts that were
    paid, `back` of which came back since. Nothing is priced anew, and no birthday counts after the day.
    Refused("late_points_over", "late_points_member", "late_points_none")."""
    if sale.member is not None:
        raise Refused("late_points_member")
    if now >= from_text(sale.at) + timedelta(days=late_days(store)):
        raise Refused("late_points_over", days=late_days(store))
    if sale.back is not None or store.points is None or store.points.per <= 0:
        raise Refused("late_points_none")
    by = earning(store.points.earning(sale.business_date, HERE), sale.lines, tier, birthday=False)
    points = earned(by, sale.priced.total - back, sale.tenders, sold_worth(sale.lines))
    if points <= 0:
        raise Refused("late_points_none")
    return points, by
