"""The cash drawer as a shop runs it: who answers for it, what is in it, how it is counted. Amounts are minor units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.errors import Refused
from posapp.domain.money import Currency, money

DrawerMode = Literal["fixed", "floating", "shared"]
"""fixed: it stays with the till, and who opened the shift answers for it; floating: the same of one that its
owner carries along, closed here and opened there; shared: everybody who sells there answers for it together, and any of
them may close."""

_NOTES: Final = {
    "CNY": "100 50 20 10 5 1 0.5 0.1",
    "HKD": "1000 500 100 50 20 10 5 2 1 0.5 0.2 0.1",
    "MOP": "1000 500 100 50 20 10 5 2 1 0.5 0.1",
    "TWD": "2000 1000 500 200 100 50 20 10 5 1",
    "JPY": "10000 5000 2000 1000 500 100 50 10 5 1",
    "KRW": "50000 10000 5000 1000 500 100 50 10",
    "SGD": "1000 100 50 10 5 2 1 0.5 0.2 0.1 0.05",
    "USD": "100 50 20 10 5 2 1 0.25 0.1 0.05 0.01",
    "EUR": "500 200 100 50 20 10 5 2 1 0.5 0.2 0.1 0.05 0.02 0.01",
    "GBP": "50 20 10 5 2 1 0.5 0.2 0.1 0.05 0.02 0.01",
}
"""Notes and coins that are in use, in units of the currency, the largest first."""

_OTHERS: Final = "1000 500 100 50 20 10 5 1"
MOST_PIECES: Final = 100_000
"""Of one denomination; more is a code that was scanned into the field."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """What the shop's settings say of its drawers; what they do not say is as usual."""

    mode: DrawerMode = "fixed"
    denominations: tuple[int, ...] = ()
    over_short: int | None = None
    """Above so much a difference needs a reason; None: above two units of the currency."""


def denominations(drawer: Drawer, currency: Currency) -> tuple[int, ...]:
    """What the drawer is counted by, the largest first."""
    if drawer.denominations:
        return tuple(sorted(drawer.denominations, reverse=True))
    found = []
    for text in _NOTES.get(currency.code, _OTHERS).split():
        whole, _, part = text.partition(".")
        if len(part) <= currency.digits:
            found.append(int(whole + part.ljust(currency.digits, "0")))
    return tuple(found)


def needs_reason(drawer: Drawer, currency: Currency, difference: int) -> bool:
    """Whether so much over or short must be explained."""
    limit = 2 * 10**currency.digits if drawer.over_short is None else drawer.over_short
    return abs(difference) > limit


Pieces = tuple[tuple[int, int], ...]
"""(denomination, how many), the largest first."""


@dataclass(frozen=True, slots=True)
class Count:
    """What somebody counted: cash, by `pieces` or as one amount; and of the other tenders what they declare to hold."""

    amount: int
    pieces: Pieces = ()
    declared: tuple[tuple[str, int], ...] = ()


def count_of(pieces: Iterable[tuple[int, int]], declared: Iterable[tuple[str, int]] = ()) -> Count:
    """Counted by denomination; Refused("pieces_format") for a number that no drawer holds."""
    kept = tuple(sorted(((value, n) for value, n in pieces if n), reverse=True))
    if any(value <= 0 or not 0 < n <= MOST_PIECES for value, n in kept):
        raise Refused("pieces_format")
    return Count(sum(value * n for value, n in kept), kept, tuple(declared))


def check_absurd(amount: int, currency: Currency, most: int) -> None:
    """Refused("amount_format", "cash_move_absurd") where it is not what a person puts into a drawer at once; `most`
    is in whole units of the currency."""
    if amount < 0:
        raise Refused("amount_format")
    limit = most * 10**currency.digits
    if amount > limit:
        raise Refused("cash_move_absurd", most=money(limit, currency))
