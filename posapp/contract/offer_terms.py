"""An offer as it is written down, in feeds, catalogue files and held baskets; what becomes of terms nobody knows yet.

A reader passes over fields that it does not know, and would give an offer "for gold members" to everybody. So an offer
that says more than the first contract could travels as kind "on_terms", its own kind beside it as `gives`. Who does not
know that kind passes over the whole offer; who does reads it only where it knows every one of its fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

import msgspec

from posapp.domain.promotion import Promotion

ON_TERMS: Final = "on_terms"
SINCE: Final = 2
"""The contract that began with it."""

TERMS: Final = (
    "parts",
    "gift",
    "steps",
    "each",
    "tier",
    "coupon",
    "channel",
    "hours",
    "per_basket",
    "per_member",
    "per_day",
)
"""The fields that the first contract did not have."""

OF_RETURNS: Final = ("on_return",)
"""The fields that say nothing of whom the offer is given to: a reader that does not know them gives it all the same,
and keeps the shares when goods come back."""

_KNOWN: Final = frozenset({field.name for field in fields(Promotion)} | {"gives"})


def written(promotion: Promotion) -> dict[str, Any]:
    """The offer's fields as plain values, sets in order; equal offers give equal ones."""
    said: dict[str, Any] = msgspec.to_builtins(promotion, order="deterministic")
    terms = {name: value for name in TERMS if (value := said.pop(name))}
    return {**said, "kind": ON_TERMS, "gives": said["kind"], **terms} if terms else said


def read(said: Mapping[str, Any]) -> Promotion:
    """The offer of such fields, those at their default left out or not; msgspec.ValidationError where only a newer
    program knows what they mean."""
    if said.get("kind") == ON_TERMS:
        must_be_known(said)
        said = {**said, "kind": said.get("gives")}
    return msgspec.convert(said, Promotion)


def must_be_known(names: Iterable[str]) -> None:
    """msgspec.ValidationError when this program does not know one of the fields of an offer on terms."""
    strange = sorted(set(names) - _KNOWN)
    if strange:
        raise msgspec.ValidationError(f"an offer on terms that only a newer program knows: {', '.join(strange)}")
