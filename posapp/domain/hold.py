"""A basket set aside for a customer who comes back: whose it is, what is in it, and who has it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_LINES: Final = 1_000
"""Lines of a held basket, with those taken out of it again: every till of the shop keeps a copy."""
MOST_HELD: Final = 200
"""Baskets of one till that lie aside at the hub at once."""
MOST_BYTES: Final = 1_000_000
"""Of its entry's body, whatever is in it."""


@dataclass(frozen=True, slots=True)
class HeldGoods:
    """Goods of a held basket; `name` only where no catalogue lists them."""

    sku: str
    quantity: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """Who took a held basket, at which till; `recalled`: it has been on a counter since, so the hold is over."""

    till: str
    register: str
    staff: str
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A held basket. `id` is its till's id, a dot and the number of its journal entry; `label` what the person called
    it; `body` the entry's body where the hub told of it; `taken` as far as the hub has said; `freed` the register of a
    till that had it until head office set it free."""

    id: str
    till: str
    register: str
    staff: str
    at: str
    label: str
    total: int
    goods: tuple[HeldGoods, ...] = ()
    body: str = ""
    taken: Taker | None = None
    freed: str = ""
