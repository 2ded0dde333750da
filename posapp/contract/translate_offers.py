"""Offers as held baskets and sales take them along, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import msgspec

from posapp.contract.offer_ops import OfferOp
from posapp.contract.offer_terms import read, written
from posapp.domain.promotion import Promotion

MOST_SKUS: Final = 100
"""An offer for more goods than these travels with those of the basket only."""


def offer_op(offer: Promotion, basket: frozenset[str]) -> OfferOp:
    """An offer, of many goods only those that lie in the basket."""
    parts = tuple([replace(part, skus=_some(part.skus, basket)) for part in offer.parts])
    return msgspec.convert(written(replace(offer, skus=_some(offer.skus, basket), parts=parts)), OfferOp)


def _some(skus: frozenset[str], basket: frozenset[str]) -> frozenset[str]:
    """Never none of them: an offer without goods is one for the whole basket."""
    return skus if len(skus) <= MOST_SKUS else (skus & basket or frozenset(sorted(skus)[:1]))


def offer_of(op: OfferOp) -> Promotion:
    """The offer; msgspec.ValidationError where only a newer program knows its terms."""
    return read(msgspec.to_builtins(op))
