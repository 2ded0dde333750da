"""Promotions on full groups of pieces: n for a price, buy n get m free, the nth piece at a percentage off.

Pieces of all lines in scope count together, and every full group counts. Groups are made from the dearest pieces down,
so that as much as possible is saved; within a group the cheapest pieces are the free or reduced ones; what fills no
group costs what it costs. A group whose price is above its pieces is not made. The saving of all groups together is
split over their lines by the value of the pieces in them (money rule M4), as the acceptance scenarios do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from posapp.domain.money import allocate, divide
from posapp.domain.promotion import Promotion

WHOLE = 100_000
"""100 % in thousandths of a percent."""


class Run(NamedTuple):
    """Equal pieces of one line."""

    line: int
    price: int
    pieces: int


def group_size(promotion: Promotion) -> int:
    """How many pieces it takes: "buy 2 get 1" is a group of three."""
    return promotion.quantity + (promotion.free if promotion.kind == "buy_n_get_m" else 0)


def group_shares(promotion: Promotion, parts: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """What each line saves. A part is (line, value, pieces); lines without a piece in a group are not in the answer."""
    size = group_size(promotion)
    if size < 1:
        return {}
    runs = [Run(line, value // pieces, pieces) for line, value, pieces in parts if pieces]
    runs.sort(key=lambda r: -r.price)
    amount = 0
    values: dict[int, int] = {}
    for times, group in _full_groups(runs, size):
        saved = _saved(promotion, group)
        if saved > 0:
            amount += times * saved
            for run in group:
                values[run.line] = values.get(run.line, 0) + times * run.pieces * run.price
    return dict(zip(values, allocate(amount, tuple(values.values())), strict=True)) if amount else {}


def _full_groups(runs: Iterable[Run], size: int) -> Iterator[tuple[int, list[Run]]]:
    """Groups with how often they repeat: a long run of equal pieces is one group many times over, not many groups."""
    open_group: list[Run] = []
    missing = size
    for line, price, left in runs:
        while left:
            if missing == size and left >= size:
                yield left // size, [Run(line, price, size)]
                left %= size
                continue
            taken = min(left, missing)
            open_group.append(Run(line, price, taken))
            left -= taken
            missing -= taken
            if not missing:
                yield 1, open_group
                open_group, missing = [], size


def _saved(promotion: Promotion, group: Sequence[Run]) -> int:
    if promotion.kind == "n_for_price":
        return sum(run.price * run.pieces for run in group) - promotion.price
    if promotion.kind == "nth_percent":
        return divide(group[-1].price * min(promotion.percent, WHOLE), WHOLE)
    saved, free = 0, promotion.free
    for run in reversed(group):
        taken = min(free, run.pieces)
        saved += taken * run.price
        free -= taken
    return saved
