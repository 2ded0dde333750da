"""Points as a batch asks about them, inside its transaction: the same statements to both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from hub.storage.shop_books import ShopBooks
from posapp.contract.feed_members import MemberRow
from posapp.contract.ops import SaleOp, decode_sale
from posapp.domain.points_rule import EarnRule, PointsRule

Ask = Callable[[str, tuple[object, ...]], list[Any]]
POINTS_RULE: Final = "points_rule"
"""Records: every version of every rule by which any store's sales ever earned."""
_TIERS: Final = (
    "SELECT tier, before FROM member_tier WHERE member = ? OR member = (SELECT same_as FROM member WHERE id = ?)"
)
_MEMBER: Final = (
    "SELECT body FROM record WHERE noun = 'member_kept' AND store = '' AND body IS NOT NULL"
    " AND key = coalesce((SELECT nullif(same_as, '') FROM member WHERE id = ?), ?)"
)
_CATEGORIES: Final = (
    "SELECT key, body FROM record WHERE noun = 'products' AND store IN ('', ?) AND body IS NOT NULL"
    " AND key IN (SELECT {listed}) ORDER BY store"
)
_SALE: Final = "SELECT body FROM entry WHERE till = ? AND seq = ? AND kind = 'sale' AND refusal = ''"
_BACKS: Final = (
    "SELECT body FROM entry JOIN (SELECT DISTINCT till AS t, seq AS s FROM sale_return WHERE of = ?) AS backs"
    " ON till = t AND seq = s"
)


class _Goods(msgspec.Struct):
    """What counts here of a product."""

    category: str = ""


_goods: Final = msgspec.json.Decoder(_Goods).decode


class PointsBooks:
    """The part of hub.booking.Books that is about points; see hub.earned."""

    _ask: Ask
    _listed: str
    _store: str
    _shop: ShopBooks

    def points_rules(self) -> PointsRule | None:
        """Remembered while the settings stay."""
        return self._shop.points()

    def points_version(self, version: str) -> EarnRule | None:
        """Those of now without asking."""
        return self._shop.points_version(version)

    def categories(self, skus: Iterable[str]) -> dict[str, str]:
        """Asked only where a rule leaves some out."""
        asked = (self._store, json.dumps(sorted(set(skus))))
        return {key: _goods(body).category for key, body in self._ask(_CATEGORIES.format(listed=self._listed), asked)}

    def tiers_of(self, member: str) -> frozenset[str]:
        """As they were counted, and as the member's record says."""
        found = {str(tier) for row in self._ask(_TIERS, (member, member)) for tier in row}
        row = self._member(member)
        return frozenset(found | ({row.tier} if row is not None else set()))

    def born(self, member: str) -> str:
        """As the member's record says."""
        row = self._member(member)
        return row.birthday if row is not None else ""

    def _member(self, member: str) -> MemberRow | None:
        found = self._ask(_MEMBER, (member, member))
        return MemberRow.model_validate_json(found[0][0]) if found else None

    def sale_and_backs(self, of: str) -> tuple[SaleOp | None, list[SaleOp]]:
        """By their entries."""
        till, _, seq = of.rpartition(".")
        found = self._ask(_SALE, (till, int(seq))) if seq.isdecimal() and len(seq) < 16 else []
        if not found:
            return None, []
        return decode_sale(bytes(found[0][0])), [decode_sale(bytes(row[0])) for row in self._ask(_BACKS, (of,))]
