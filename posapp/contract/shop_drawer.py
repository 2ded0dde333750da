"""How a shop runs its drawers, as its shop file says it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.shop_text import Amount, ShopRow, Terms
from posapp.domain.drawer import Drawer, DrawerMode


class ShopDrawer(ShopRow):
    """Who answers for it, what it is counted by, and above which difference somebody says why."""

    mode: DrawerMode = "fixed"
    denominations: Annotated[tuple[Amount, ...], Field(strict=False, max_length=24)] = ()
    over_short: Amount | None = None

    def value(self, terms: Terms) -> Drawer:
        """What the till works with; a denomination of nothing is none."""
        notes = tuple(value for value in map(terms.minor, self.denominations) if value)
        return Drawer(self.mode, notes, None if self.over_short is None else terms.minor(self.over_short))
