"""A promotion as data. What each kind means is in `pricing`; the semantics are those of the acceptance scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PromotionKind = Literal[
    "percent",
    "amount",
    "fixed_price",
    "n_for_price",
    "buy_n_get_m",
    "nth_percent",
    "threshold_amount",
    "threshold_percent",
]
PromotionMode = Literal["exclusive", "best_price", "compound"]


@dataclass(frozen=True, slots=True)
class Promotion:
    """One offer.

    percent is in thousandths of a percent (15 % off = 15000); amount and price are minor units; quantity (n) and free
    (m) count whole pieces. Empty `skus` and `categories` mean the whole basket. In the group kinds (n_for_price,
    buy_n_get_m, nth_percent) quantity is the group; in all others it is a condition: so many pieces in scope. `spend`
    is a condition in every kind: the value in scope. `starts`/`ends` are UTC ISO texts or None.
    """

    id: str
    kind: PromotionKind
    name_zh: str = ""
    name_en: str = ""
    mode: PromotionMode = "best_price"
    priority: int = 0
    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    quantity: int = 0
    free: int = 0
    spend: int = 0
    percent: int = 0
    amount: int = 0
    price: int = 0
    member_only: bool = False
    starts: str | None = None
    ends: str | None = None
