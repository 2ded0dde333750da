"""Values of clients in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posapp.domain.client import BANDS
from posapp.domain.staff import Staff
from posapp.domain.store import Store, tier_name
from posapp.domain.typed import shown


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
