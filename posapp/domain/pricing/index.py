"""The promotions of a price book, found by what they are about: built once for a book, never looked through at a scan.

Three tables: all item promotions, those of them that look at more than one line ("crossing": full groups of pieces, or
a condition on the quantity or value of everything in scope), and the threshold promotions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from posapp.domain.catalog import Product
from posapp.domain.promotion import Promotion

GROUP_KINDS: Final = frozenset({"n_for_price", "buy_n_get_m", "nth_percent"})
THRESHOLD_KINDS: Final = frozenset({"threshold_amount", "threshold_percent"})

NEVER: Final = "~"
"""Sorts after every ISO time."""


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """Promotions by item, by category, and those of the whole basket."""

    by_sku: Mapping[str, tuple[Promotion, ...]]
    by_category: Mapping[str, tuple[Promotion, ...]]
    whole: tuple[Promotion, ...]

    def narrow(self, product: Product) -> tuple[Promotion, ...]:
        """Those with this product in their scope, each once, but for those of the whole basket."""
        by_sku = self.by_sku.get(product.sku, ())
        by_category = self.by_category.get(product.category, ())
        if by_category:
            by_category = tuple(p for p in by_category if product.sku not in p.skus)
        return by_sku + by_category

    def of(self, product: Product) -> tuple[Promotion, ...]:
        """All with this product in their scope, each once."""
        return self.narrow(product) + self.whole

    def __bool__(self) -> bool:
        return bool(self.by_sku or self.by_category or self.whole)


@dataclass(frozen=True, slots=True, eq=False)
class PromotionIndex:
    """See the module. `changes` are the moments at which a promotion begins or ends, in order."""

    promotions: tuple[Promotion, ...]
    items: Scopes
    crossing: Scopes
    thresholds: Scopes
    by_id: Mapping[str, Promotion]
    changes: tuple[str, ...]

    def next_change(self, at: str) -> str:
        """The first moment after `at` at which another promotion is in force."""
        place = bisect_right(self.changes, at)
        return self.changes[place] if place < len(self.changes) else NEVER


def index(promotions: tuple[Promotion, ...]) -> PromotionIndex:
    """The index of these promotions; their order does not matter."""
    moments = {moment for p in promotions for moment in (p.starts, p.ends) if moment is not None}
    return PromotionIndex(
        promotions,
        _scopes(promotions, lambda p: p.kind not in THRESHOLD_KINDS),
        _scopes(promotions, crosses),
        _scopes(promotions, lambda p: p.kind in THRESHOLD_KINDS),
        {p.id: p for p in promotions},
        tuple(sorted(moments)),
    )


def crosses(promotion: Promotion) -> bool:
    """An item promotion whose effect on one line depends on other lines."""
    if promotion.kind in THRESHOLD_KINDS:
        return False
    return promotion.kind in GROUP_KINDS or promotion.quantity > 1 or promotion.spend > 0


def in_force(promotions: Iterable[Promotion], at: str, member: bool) -> list[Promotion]:
    """Those that count at the UTC ISO time for this customer."""
    return [
        p
        for p in promotions
        if (p.starts is None or p.starts <= at) and (p.ends is None or at < p.ends) and (member or not p.member_only)
    ]


def _scopes(promotions: Iterable[Promotion], wanted: Callable[[Promotion], bool]) -> Scopes:
    by_sku: dict[str, list[Promotion]] = {}
    by_category: dict[str, list[Promotion]] = {}
    whole = []
    for promotion in sorted(filter(wanted, promotions), key=lambda p: p.id):
        for sku in promotion.skus:
            by_sku.setdefault(sku, []).append(promotion)
        for category in promotion.categories:
            by_category.setdefault(category, []).append(promotion)
        if not promotion.skus and not promotion.categories:
            whole.append(promotion)
    return Scopes(_frozen(by_sku), _frozen(by_category), tuple(whole))


def _frozen(lists: Mapping[str, list[Promotion]]) -> Mapping[str, tuple[Promotion, ...]]:
    return {key: tuple(found) for key, found in lists.items()}
