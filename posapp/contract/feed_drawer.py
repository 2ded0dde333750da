"""How a shop runs its drawers, as its settings carry it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor
from posapp.domain.drawer import Drawer, DrawerMode


class DrawerRow(Message):
    """See domain.drawer; what is left out is as usual."""

    mode: DrawerMode = "fixed"
    denominations: tuple[Annotated[int, Field(ge=1, le=10**15)], ...] = ()
    over_short: Minor | None = None

    @classmethod
    def of(cls, drawer: Drawer) -> DrawerRow:
        """The row of it."""
        return cls(mode=drawer.mode, denominations=drawer.denominations, over_short=drawer.over_short)

    def value(self) -> Drawer:
        """What the till works with."""
        return Drawer(self.mode, self.denominations, self.over_short)
