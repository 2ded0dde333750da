"""The promotions of a price book, found by what they are about: built once for a book, never looked through at a scan.

Three tables: all item promotions, those of them that look at more than one line ("crossing": full groups of pieces, or
a condition on the quantity or value of everything in scope), and the threshold promotions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from posapp.domain.catalog import Product
from posapp.domain.pricing.occasion import NEVER, next_edge
from posapp.domain.promotion import Hours, Promotion


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """Promotions by item (a gift's own too), by category, and those of the whole basket."""

    by_sku: Mapping[str, tuple[Promotion, ...]]
    by_category: Mapping[str, tuple[Promotion, ...]]
    whole: tuple[Promotion, ...]

    def narrow(self, product: Product) -> tuple[Promotion, ...]:
        """Those with this product in their scope, each once, but for those of the whole basket."""
        by_sku = self.by_sku.get(product.sku, ())
        by_category = self.by_category.get(product.category, ())
        if by_category and by_sku:  # what names the goods as well stands in both
            by_category = tuple(p for p in by_category if product.sku not in p.skus and product.sku != p.gift)
        return by_sku + by_category

    def of(self, product: Product) -> tuple[Promotion, ...]:
        """All with this product in their scope, each once."""
        return self.narrow(product) + self.whole

    def __bool__(self) -> bool:
        return bool(self.by_sku or self.by_category or self.whole)


@dataclass(frozen=True, slots=True, eq=False)
class PromotionIndex:
    """See the module. `changes` are the moments at which a promotion begins or ends, in order; `hours` the windows of
    all of them; `counted` the ids of those that are for only so many baskets of a member or a day."""

    promotions: tuple[Promotion, ...]
    items: Scopes
    crossing: Scopes
    thresholds: Scopes
    by_id: Mapping[str, Promotion]
    changes: tuple[str, ...]
    hours: tuple[Hours, ...]
    counted: tuple[Promotion, ...]

    def next_change(self, at: str, zone: str) -> str:
        """The first moment after `at` at which another promotion is in force."""
        place = bisect_right(self.changes, at)
        begins_or_ends = self.changes[place] if place < len(self.changes) else NEVER
        return min(begins_or_ends, next_edge(self.hours, at, zone)) if self.hours else begins_or_ends


def index(promotions: tuple[Promotion, ...]) -> PromotionIndex:
    """The index of these promotions; their order does not matter."""
    moments = {moment for p in promotions for moment in (p.starts, p.ends) if moment is not None}
    return PromotionIndex(
        promotions,
        _scopes(promotions, lambda p: not p.threshold),
        _scopes(promotions, crosses),
        _scopes(promotions, lambda p: p.threshold),
        {p.id: p for p in promotions},
        tuple(sorted(moments)),
        tuple({hours: None for p in promotions for hours in p.hours}),
        tuple(p for p in promotions if p.per_member or p.per_day),
    )


def crosses(promotion: Promotion) -> bool:
    """An item promotion whose effect on one line depends on other lines."""
    p = promotion
    return not p.threshold and (p.by_pieces or p.quantity > 1 or p.spend > 0 or bool(p.steps))


def _scopes(promotions: Iterable[Promotion], wanted: Callable[[Promotion], bool]) -> Scopes:
    by_sku: dict[str, list[Promotion]] = {}
    by_category: dict[str, list[Promotion]] = {}
    whole = []
    for promotion in sorted(filter(wanted, promotions), key=lambda p: p.id):
        if not promotion.skus and not promotion.categories:
            whole.append(promotion)
            continue
        for sku in promotion.skus | {promotion.gift} if promotion.gift else promotion.skus:
            by_sku.setdefault(sku, []).append(promotion)
        for category in promotion.categories:
            by_category.setdefault(category, []).append(promotion)
    return Scopes(_frozen(by_sku), _frozen(by_category), tuple(whole))


def _frozen(lists: Mapping[str, list[Promotion]]) -> Mapping[str, tuple[Promotion, ...]]:
    return {key: tuple(found) for key, found in lists.items()}
