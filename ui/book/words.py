"""Filters in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from posapp.domain.client import BANDS, FACETS
from posapp.domain.client_index import Filter
from ui.book.facets import FacetRow
from ui.members.naming import Naming

MOST_VALUES: Final = 12
"""Of one facet: the largest ones, and those that are wanted."""


def facet_rows(counts: Mapping[str, Mapping[str, int]], wanted: Filter, naming: Naming) -> Iterator[FacetRow]:
    """Facets that anybody has something of, and their values: those of every shop in their order, others by size."""
    for facet, (zh, en) in FACETS.items():
        some, chosen = counts.get(facet, {}), wanted.get(facet, frozenset())
        values = _ordered(facet, some, chosen)
        if not values or (len(values) == 1 and not chosen and facet in ("book", "tier", "returns", "consent")):
            continue
        yield FacetRow(facet, zh if naming.language == "zh" else en)
        for value in values:
            yield FacetRow(facet, naming.value(facet, value), value, some.get(value, 0), value in chosen)


def _ordered(facet: str, some: Mapping[str, int], chosen: frozenset[str]) -> list[str]:
    if facet in BANDS:
        return [value for value, _, _ in BANDS[facet] if value in some or value in chosen]
    largest = sorted(some, key=lambda value: (-some[value], value))[:MOST_VALUES]
    return [*largest, *sorted(chosen - set(largest))]
