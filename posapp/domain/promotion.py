"""A promotion as data: what it gives (the kind and its figures), to whom and when, and how often.

This is the one place that says what each field means; how rules that want the same line get along is in `pricing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

PromotionKind = Literal[
    "percent",
    "amount",
    "fixed_price",
    "n_for_price",
    "buy_n_get_m",
    "nth_percent",
    "bundle",
    "gift",
    "threshold_amount",
    "threshold_percent",
]
"""Each piece: percent, amount, fixed_price. Full groups of pieces: n_for_price, buy_n_get_m, nth_percent, bundle.
Named goods for nothing: gift. The basket or a part of it, after all of these: threshold_amount, threshold_percent."""
PromotionMode = Literal["exclusive", "best_price", "compound"]
Channel = Literal["", "store", "online"]
OnReturn = Literal["keep", "recalculate"]

GROUP_KINDS: Final = frozenset({"n_for_price", "buy_n_get_m", "nth_percent", "bundle"})
THRESHOLD_KINDS: Final = frozenset({"threshold_amount", "threshold_percent"})


@dataclass(frozen=True, slots=True)
class Part:
    """So many pieces of these goods in each group of a bundle."""

    quantity: int = 1
    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """From this quantity and this spend on these figures replace those of the promotion (买3件8折, 满200减30)."""

    quantity: int = 0
    spend: int = 0
    percent: int = 0
    amount: int = 0
    price: int = 0


@dataclass(frozen=True, slots=True)
class Hours:
    """From `starts` until before `ends` ("HH:MM" in the shop's zone) on these days (1 Monday … 7 Sunday; none: all).
    Where `ends` is not after `starts` it is on the next day: "22:00" to "02:00" on 5 is the night to Saturday."""

    days: tuple[int, ...] = ()
    starts: str = "00:00"
    ends: str = "24:00"


@dataclass(frozen=True, slots=True)
class Promotion:
    """One offer.

    What it is about: `skus` and `categories`, both empty: the whole basket. `parts` of a bundle say it for each of its
    pieces (goods that two parts name count for the first), its own skus and categories are then all of theirs.

    What it gives: `percent` in thousandths of a percent (15 % off = 15000), `amount` and `price` in minor units.
    `quantity` (n) and `free` (m) count whole pieces. A bundle costs `price`, or `amount` or `percent` less than its
    pieces; without parts it is any `quantity` of what is in scope. `gift` is the goods (sku) of which `free` pieces,
    or one, cost nothing: they are rung up like all others, and do not count for the condition.

    On which condition: in the group kinds quantity is the group, in all others so many pieces in scope; `spend` is
    in every kind the value in scope. `steps` go up from there, the last one reached holds (each piece and thresholds).
    `each`: thresholds by amount and gifts, for every full spend, or quantity, and not once (每满100减10).

    To whom and when: `member_only`, only members of `tier`, only with `coupon` on the basket, only in this `channel`;
    from `starts` until before `ends` (UTC ISO texts or None) and within `hours`, if there are any.

    When goods come back: `on_return` says whether the rest keeps its shares or is priced again (`recalculating`).

    How often: `per_basket` times in one basket: pieces of the kinds for each piece (the dearest whole pieces; an
    amount weighed or given by a label takes no such offer), full groups, gifts of a condition, or multiples of a
    threshold. In `per_member` baskets of one member, and in `per_day` baskets of a shop's day. 0: without limit.
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
    parts: tuple[Part, ...] = ()
    gift: str = ""
    steps: tuple[Step, ...] = ()
    each: bool = False
    tier: str = ""
    coupon: str = ""
    channel: Channel = ""
    hours: tuple[Hours, ...] = ()
    per_basket: int = 0
    per_member: int = 0
    per_day: int = 0
    on_return: OnReturn = "keep"

    def covers(self, sku: str, category: str) -> bool:
        """Whether the goods are in its scope."""
        return sku in self.skus or category in self.categories or not (self.skus or self.categories)

    @property
    def by_pieces(self) -> bool:
        """Whether it is given to counted pieces: of groups, or of the dearest where it is for only so many."""
        return self.kind in GROUP_KINDS or self.kind == "gift" or (self.per_basket > 0 and not self.threshold)

    @property
    def recalculates(self) -> bool:
        """Whether the rest of its basket is priced again when something comes back."""
        return self.on_return == "recalculate"

    @property
    def threshold(self) -> bool:
        """Whether it comes after the item promotions."""
        return self.kind in THRESHOLD_KINDS


def reached(promotion: Promotion, pieces: int, spend: int) -> Promotion | None:
    """With the figures of the last step that so many pieces worth so much reach; None where they reach not even the
    first. Group kinds have no steps, and their quantity is no condition."""
    wanted = 0 if promotion.kind in GROUP_KINDS else promotion.quantity
    found = promotion if spend >= promotion.spend and pieces >= wanted else None
    for step in promotion.steps:
        if spend >= step.spend and pieces >= step.quantity:
            found = _stepped(promotion, step)
    return found


def is_used_up(promotion: Promotion, today: int, of_member: int) -> bool:
    """Whether it was given in so many baskets of the day, or of the member, that there is none left."""
    p = promotion
    return bool(p.per_day and today >= p.per_day or p.per_member and of_member >= p.per_member)


def multiples(promotion: Promotion, pieces: int, spend: int) -> int:
    """How often so many pieces worth so much fulfil its condition (any piece, where it names none): once unless `each`,
    at most `per_basket` times."""
    counts = [spend // promotion.spend] if promotion.spend > 0 else []
    counts += [pieces // promotion.quantity] if promotion.quantity > 0 else []
    times = max(0, min(counts, default=pieces))
    if not promotion.each:
        times = min(times, 1)
    return min(times, promotion.per_basket) if promotion.per_basket else times


def _stepped(promotion: Promotion, step: Step) -> Promotion:
    return replace(
        promotion,
        quantity=step.quantity,
        spend=step.spend,
        percent=step.percent,
        amount=step.amount,
        price=step.price,
        steps=(),
    )
