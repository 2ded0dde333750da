"""What a scan can turn out to be, besides a label of the shop's scales (`label`).

`code` is always what was scanned, without the name of the symbology that some scanners send before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Element(NamedTuple):
    """One GS1 application identifier with its value."""

    ai: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A number or text that names an item: a GTIN in any of its forms, or the shop's own. Look up `keys` in order."""

    code: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gs1Reading:
    """GS1 data of a bar code or Digital Link. Weight in thousandths of a kilogram, quantity in thousandths of a piece.

    `amount` is what this item costs (minor units); `currency_number` is its ISO 4217 number where the code says it. No
    key: the code names no item (a pallet, a coupon, a place). Everything that was in the code is in `elements`.
    """

    code: str
    keys: tuple[str, ...]
    elements: tuple[Element, ...]
    gtin: str | None
    weight: int | None
    amount: int | None
    currency_number: str | None
    quantity: int | None
    serial: str | None
    batch: str | None
    expiry: date | None
    best_before: date | None
    sell_by: date | None
