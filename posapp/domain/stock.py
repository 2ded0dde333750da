"""Stock of other shops, as the hub last knew it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StockElsewhere:
    """What another shop has of a product, and how much of it is promised, in thousandths."""

    store: str
    sku: str
    on_hand: int = 0
    reserved: int = 0
