"""Today at a glance: the day's figures beside the target and the same weekday before, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.figures import Figures
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.store import Store

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TARGET: Final = "target"
"""The limit of this name is what a day should bring; `target_sat` that of a Saturday, `target_2026-12-24` of a date."""
LOW_STOCK: Final = "low_stock"
"""The limit of this name: so few pieces left to sell are little."""
LOW_STOCK_USUAL: Final = 3_000
PICKUP_HOURS: Final = "pickup_hours"
"""The limit of this name: within how many hours an order to be collected is promised to be ready."""
PICKUP_HOURS_USUAL: Final = 2_000
OPEN_PICKUPS: Final = frozenset({"NEW", "PICKING", "PICKED", "SHORT", "TRANSFER"})
"""States of an order that somebody still works at; READY ones wait for the customer."""


@dataclass(frozen=True, slots=True)
class Low:
    """Goods of which little is left, in thousandths."""

    sku: str
    name_zh: str
    name_en: str
    left: int


@dataclass(frozen=True, slots=True)
class TillStand:
    """How a till of the shop stands, as the hub has it; `lacks` as `contract.shop_day.TillDay`."""

    register: str
    heard: str
    unsent: int | None
    lacks: str
    open: bool
    total: int
    count: int


@dataclass(frozen=True, slots=True)
class Hour:
    """Receipts and total of an hour of the shop's clock."""

    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Of the whole shop where the hub has answered (`at`: as of when), else of this till (`at` ""). `before` is the
    same weekday a week ago, up to the same hour; `pickups`: to be worked at, of them late, ready. `own`: what this till
    alone sold."""

    date: str
    hour: int
    figures: Figures
    hours: Mapping[int, Hour]
    before: Figures
    hours_before: Mapping[int, Hour]
    so_far_before: int
    target: int | None
    own: int
    visitors: int
    low: Sequence[Low] = ()
    pickups: tuple[int, int, int] = (0, 0, 0)
    exceptions: int = 0
    refused: int = 0
    tills: Sequence[TillStand] = ()
    at: str = ""
    provisional: bool = True
    why: str = ""
    """Why the hub did not answer (a refusal's code), "" where it did."""

    @property
    def of_shop(self) -> bool:
        """Whether all tills are in it."""
        return bool(self.at)

    @property
    def conversion(self) -> int | None:
        """Thousandths of a percent of the visitors who bought; None where nobody counted any."""
        return self.figures.transactions * 100_000 // self.visitors if self.visitors > 0 else None


def share(part: int, whole: int) -> int | None:
    """Thousandths of a percent; None of nothing."""
    return part * 100_000 // whole if whole else None


def target(store: Store, day: str) -> int | None:
    """What the day should bring, in minor units; None where the shop has set nothing."""
    weekday = WEEKDAYS[date.fromisoformat(day).weekday()]
    for name in (f"{TARGET}_{day}", f"{TARGET}_{weekday}", TARGET):
        text = store.limits.get(name)
        if text is not None:
            try:
                return max(0, parse_amount(text, store.currency.digits))
            except Refused:  # written by hand somewhere, and no amount
                return None
    return None


def limit(store: Store, name: str, usual: int) -> int:
    """Thousandths of a limit that is a quantity."""
    try:
        return max(0, parse_quantity(store.limits[name]))
    except (KeyError, Refused):
        return usual
