"""What a shop takes back: within how many days, which goods not, and how much without proof."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

RECEIPT: Final = "receipt:"
"""Before the number of a receipt that nobody could be asked about, where sales have their id."""
FAULTS: Final = frozenset({"defective", "wrong_item", "not_as_described", "damaged_on_the_way"})
"""Reasons that are the seller's fault: they have days of their own, no goods are excluded from them, and what was paid
for sending comes back too."""
STORE_CREDIT: Final = re.compile(r"SC[0-9]{14}")
"""The code of a card that a return gives out."""
CREDIT_ONLY: Final = frozenset({"none", "unseen"})
"""Without a sale that somebody knows, store credit is all there is."""
NEVER_OUT: Final = "order_over"
"""The reason why money goes back that was paid at a counter for goods of an order which nobody will be given."""
REASONS: Final[tuple[tuple[str, str, str], ...]] = (
    ("changed_mind", "不想要了", "Changed mind"),
    ("wrong_size", "尺码不合", "Wrong size"),
    ("defective", "质量问题", "Defective"),
    ("wrong_item", "发错商品", "Wrong item"),
    ("not_as_described", "与描述不符", "Not as described"),
    ("damaged_on_the_way", "运输破损", "Damaged on the way"),
    ("other", "其他", "Other"),
)


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """`days`: for anyone; `manager_days`: with somebody's consent who may; `fault_days`: where the seller is at fault;
    `excluded`: categories that come back for a fault only; `offline_cap`: minor units that a person gets at most in a
    day at a till for goods that nobody could be asked about (None: 200 units of the currency). Without a receipt: the
    lowest price of `price_days`, `per_person` times in `person_days`."""

    days: int = 7
    manager_days: int = 30
    fault_days: int = 90
    excluded: tuple[str, ...] = ()
    offline_cap: int | None = None
    price_days: int = 30
    per_person: int = 3
    person_days: int = 90
    offline_day: int | None = None
    """Minor units that one till gives out in a day as store credit which nobody could be asked about; None: five times
    `offline_cap`."""
    restores: bool = True
    """Whether coupons of so many uses, and offers for so many baskets of a member, are the customer's once more when
    all of the sale has come back."""


def reason_named(text: str) -> str:
    """The reason's own name for what a script or an older word says ("changed mind")."""
    plain = "_".join(text.strip().lower().replace("-", " ").split())
    known = {word: name for name, zh, en in REASONS for word in (name, zh, "_".join(en.lower().split()))}
    return known.get(plain, known.get(text.strip(), text.strip()))


def is_fault(reason: str) -> bool:
    """Whether the seller is at fault."""
    return reason in FAULTS
