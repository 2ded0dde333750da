"""Coupons of so many uses, and offers for so many baskets of a member, that a sale had: once all of its goods have come
back the customer may have them once more, where the shop's rules say so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from posapp.domain.return_rules import ReturnRules
from posapp.domain.return_window import all_comes_back
from posapp.domain.sold import NOTHING_LIMITED, Limited, Sold


@dataclass(frozen=True, slots=True)
class Restored:
    """`again`: what the customer may have once more; `gone`: what stays used, since some of the goods stay too or the
    rules keep it."""

    again: Limited = NOTHING_LIMITED
    gone: Limited = NOTHING_LIMITED


NOTHING_RESTORED: Final = Restored()


def restored(rules: ReturnRules, sold: Sold, more: Iterable[tuple[int, int]]) -> Restored:
    """Once these (line, thousandths) have come back too. Only of the buyer's own receipt: whoever brings a present, or
    has no proof, had none of it."""
    if sold.kind != "sale" or sold.limited == NOTHING_LIMITED:
        return NOTHING_RESTORED
    if rules.restores and all_comes_back(sold, more):
        return Restored(again=sold.limited)
    return Restored(gone=sold.limited)
