"""What a shop takes back: within how many days, which goods not, and how much without proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from posapp.domain.errors import Refused

if TYPE_CHECKING:  # they know tenders, which know a shop's settings
    from posapp.domain.sold import Condition, Disposition, Sold, SoldLine

FAULTS: Final = frozenset({"defective", "wrong_item", "not_as_described", "damaged_on_the_way"})
"""Reasons that are the seller's fault: they have days of their own, no goods are excluded from them, and what was paid
for sending comes back too."""
REASONS: Final[tuple[tuple[str, str, str], ...]] = (
    ("changed_mind", "不想要了", "Changed mind"),
    ("wrong_size", "尺码不合", "Wrong size"),
    ("defective", "质量问题", "Defective"),
    ("wrong_item", "发错商品", "Wrong item"),
    ("not_as_described", "与描述不符", "Not as described"),
    ("damaged_on_the_way", "运输破损", "Damaged on the way"),
    ("other", "其他", "Other"),
)
GOES: Final[dict[Condition, Disposition]] = {
    "as_new": "sellable",
    "opened": "warehouse",
    "damaged": "damaged",
    "defective": "supplier",
}
"""Where the condition sends the goods, unless a person says otherwise."""
DISTANCE_DAYS: Final = 7
"""What was sold without the customer before the goods comes back for no reason within so many days at least."""


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """`days`: for anyone; `manager_days`: with somebody's consent who may; `fault_days`: where the seller is at fault;
    `excluded`: categories that come back for a fault only; `offline_cap`: minor units that a sale which nobody could be
    asked about is worth at most (None: 200 units of the currency). Without a receipt: the lowest price of `price_days`,
    `per_person` times in `person_days`."""

    days: int = 7
    manager_days: int = 30
    fault_days: int = 90
    excluded: tuple[str, ...] = ()
    offline_cap: int | None = None
    price_days: int = 30
    per_person: int = 3
    person_days: int = 90


def reason_named(text: str) -> str:
    """The reason's own name for what a script or an older word says ("changed mind")."""
    plain = "_".join(text.strip().lower().replace("-", " ").split())
    known = {word: name for name, zh, en in REASONS for word in (name, zh, "_".join(en.lower().split()))}
    return known.get(plain, known.get(text.strip(), text.strip()))


def is_fault(reason: str) -> bool:
    """Whether the seller is at fault."""
    return reason in FAULTS


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
    if line.product.category in rules.excluded:
        return "excluded"
    return "late" if days > free else ""


def all_comes_back(sold: Sold, wanted: Iterable[tuple[int, int]]) -> bool:
    """Whether nothing of the goods is left once these (line, thousandths) have come back."""
    more: dict[int, int] = {}
    for line, quantity in wanted:
        more[line] = more.get(line, 0) + quantity
    return all(line.back + more.get(line.number, 0) >= line.quantity for line in sold.lines if not line.shipping)
