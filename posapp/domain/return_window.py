"""Whether goods of a sale may still come back under the shop's rules, and where they go then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.return_rules import ReturnRules, is_fault
from posapp.domain.sold import Condition, Disposition, Sold, SoldLine

GOES: Final[dict[Condition, Disposition]] = {
    "as_new": "sellable",
    "opened": "warehouse",
    "damaged": "damaged",
    "defective": "supplier",
}
"""Where the condition sends the goods, unless a person says otherwise."""
DISTANCE_DAYS: Final = 7
"""What was sold without the customer before the goods comes back for no reason within so many days at least."""


def exception_of(rules: ReturnRules, sold: Sold, line: SoldLine, reason: str, since: str, today: str) -> str:
    """What somebody with the right to it must allow: "late", "excluded", or "" where the rules take it. `since` and
    `today` are business dates. Refused("return_over") where nobody may any more."""
    days = (date.fromisoformat(today) - date.fromisoformat(since)).days
    if is_fault(reason):
        if days > max(rules.fault_days, rules.manager_days):
            raise Refused("return_over", days=max(rules.fault_days, rules.manager_days))
        return "late" if days > rules.fault_days else ""
    free = max(rules.days, DISTANCE_DAYS) if sold.distance else rules.days
    most = max(rules.manager_days, free)
    if days > most:
        raise Refused("return_over", days=most)
    if line.final or (line.product.category in rules.excluded and not sold.distance):
        return "excluded"  # at a distance only what the customer confirmed
    return "late" if days > free else ""


def all_comes_back(sold: Sold, wanted: Iterable[tuple[int, int]]) -> bool:
    """Whether nothing of the goods is left once these (line, thousandths) have come back."""
    more: dict[int, int] = {}
    for line, quantity in wanted:
        more[line] = more.get(line, 0) + quantity
    return all(line.back + more.get(line.number, 0) >= line.quantity for line in sold.lines if not line.shipping)
