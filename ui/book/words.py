"""Clients and filters in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from posapp.domain.client import BANDS, FACETS
from posapp.domain.client_index import Filter
from posapp.domain.staff import Staff
from posapp.domain.store import Store, tier_name
from posapp.domain.typed import shown
from ui.book.facets import FacetRow

MOST_VALUES = 12
"""Of one facet: the largest ones, and those that are wanted."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How values are called: `shop` is the word for the shop's own book, `none` for no tier."""

    store: Store
    language: str
    people: Mapping[str, Staff]
    category: Callable[[str], str]
    shop: str
    none: str

    def person(self, id_: str) -> str:
        """Whose book."""
        known = self.people.get(id_)
        return shown(known.name) if known is not None else self.shop

    def value(self, facet: str, value: str) -> str:
        """What a value of a facet is called."""
        for id_, zh, en in BANDS.get(facet, ()):
            if id_ == value:
                return zh if self.language == "zh" else en
        if facet == "book":
            return self.person(value)
        if facet == "tier":
            return shown(tier_name(self.store, value, self.language)) if value else self.none
        if facet == "category":
            return shown(self.category(value))
        return shown(value.partition(" ")[2] or value)


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
