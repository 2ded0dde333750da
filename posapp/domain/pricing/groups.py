"""Promotions on counted pieces: full groups (n for a price, buy n get m free, the nth piece at a percentage off,
bundles), gifts, and what is given to only so many pieces.

Pieces of all lines in scope count together, and every full group counts, up to `per_basket` of them. Groups are made
from the dearest pieces down, so that as much as possible is saved and a further piece never makes it less; of equal
pieces those of the smaller sku go first, never those that were scanned first. Within a group the cheapest pieces are
the free or reduced ones; what fills no group costs what it costs. A group whose price is above its pieces is not made.
A bundle takes the dearest pieces of each of its parts. The saving of all groups together is split over their lines by
the value of the pieces in them (money rule M4), as the acceptance scenarios do it; a piece by itself is its own group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from posapp.domain.catalog import Product
from posapp.domain.money import allocate, divide
from posapp.domain.promotion import GROUP_KINDS, Promotion

WHOLE = 100_000
"""100 % in thousandths of a percent."""


class Pieces(NamedTuple):
    """What a line offers to a promotion: so many pieces, worth so much together."""

    line: int
    value: int
    pieces: int
    product: Product


class Run(NamedTuple):
    """Equal pieces of one line."""

    line: int
    price: int
    pieces: int


Groups = Iterator[tuple[int, list[Run]]]
"""Groups with how often they repeat: a long run of equal pieces is one group many times over, not many groups."""


def group_size(promotion: Promotion) -> int:
    """How many pieces it takes: "buy 2 get 1" is a group of three; what is given to each piece takes one."""
    if promotion.kind not in GROUP_KINDS:
        return 1
    if promotion.parts:
        return sum([part.quantity for part in promotion.parts])
    return promotion.quantity + (promotion.free if promotion.kind == "buy_n_get_m" else 0)


def group_shares(promotion: Promotion, offered: Sequence[Pieces], most: int = 0) -> dict[int, int]:
    """What each line saves; lines without a piece in a group are not in the answer. `most` groups, 0: all."""
    size = group_size(promotion)
    if size < 1:
        return {}
    if promotion.kind not in GROUP_KINDS:
        return _each_its_own(promotion, offered, most)
    if len(offered) == 1 and not promotion.parts:  # the usual case: nothing to sort and nothing to split
        line, value, pieces, _ = offered[0]
        groups = min(pieces // size, most) if most else pieces // size
        saved = _saved(promotion, [Run(line, value // pieces, size)]) if groups else 0
        return {line: groups * saved} if saved > 0 else {}
    amount = 0
    values: dict[int, int] = {}
    for times, group in _at_most(most, _groups(promotion, offered, size)):
        saved = _saved(promotion, group)
        if saved > 0:
            amount += times * saved
            for run in group:
                values[run.line] = values.get(run.line, 0) + times * run.pieces * run.price
    return dict(zip(values, allocate(amount, tuple(values.values())), strict=True)) if amount else {}


def _each_its_own(promotion: Promotion, offered: Sequence[Pieces], most: int) -> dict[int, int]:
    """Pieces that are no group together keep what each of them saves."""
    shares: dict[int, int] = {}
    for times, (run,) in _at_most(most, _full_groups(_runs(offered), 1)):
        saved = _saved(promotion, [run])
        if saved > 0:
            shares[run.line] = shares.get(run.line, 0) + times * saved
    return shares


def _at_most(most: int, groups: Groups) -> Groups:
    if not most:
        yield from groups
        return
    for times, group in groups:
        yield min(times, most), group
        most -= times
        if most <= 0:
            return


def _groups(promotion: Promotion, offered: Sequence[Pieces], size: int) -> Groups:
    if not promotion.parts:
        return _full_groups(_runs(offered), size)
    left, rows = list(offered), []
    for part in promotion.parts:
        goods: list[Pieces] = []
        rest: list[Pieces] = []
        for p in left:
            ours = p.product.sku in part.skus or p.product.category in part.categories
            (goods if ours else rest).append(p)
        rows.append(_full_groups(_runs(goods), part.quantity))
        left = rest
    return _together(rows)


def _runs(offered: Iterable[Pieces]) -> list[Run]:
    """Pieces from the dearest down."""
    runs = [(-(value // pieces), product.sku, line, pieces) for line, value, pieces, product in offered if pieces]
    return [Run(line, -price, pieces) for price, _, line, pieces in sorted(runs)]


def _full_groups(runs: Iterable[Run], size: int) -> Groups:
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


def _together(rows: Sequence[Groups]) -> Groups:
    """The first group of each part, then the second of each, as long as there is one of every part."""
    heads = [next(row, None) for row in rows]
    while all(heads):
        now = [head for head in heads if head is not None]
        times = min([count for count, _ in now])
        yield times, [run for _, group in now for run in group]
        heads = [
            (count - times, group) if count > times else next(row, None)
            for (count, group), row in zip(now, rows, strict=True)
        ]


def _saved(promotion: Promotion, group: Sequence[Run]) -> int:
    """What one group saves, or one piece of a promotion without groups; below zero where it would be dearer."""
    worth = sum([run.price * run.pieces for run in group])
    match promotion.kind:
        case "n_for_price" | "fixed_price":
            return worth - promotion.price
        case "percent":
            return min(worth, divide(worth * promotion.percent, WHOLE))
        case "amount":
            return min(worth, promotion.amount)
        case "gift":
            return worth
        case "nth_percent":
            return divide(group[-1].price * min(promotion.percent, WHOLE), WHOLE)
        case "bundle":
            return _bundle_saved(promotion, worth)
    saved, free = 0, promotion.free
    for run in reversed(group):
        taken = min(free, run.pieces)
        saved += taken * run.price
        free -= taken
    return saved


def _bundle_saved(promotion: Promotion, worth: int) -> int:
    if promotion.percent:
        return min(worth, divide(worth * promotion.percent, WHOLE))
    return min(worth, promotion.amount) if promotion.amount else worth - promotion.price
