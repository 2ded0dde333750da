"""Sums over the lines, moved by what changed, and how much of two baskets is the same."""

from __future__ import annotations

from itertools import compress, zip_longest
from operator import is_
from typing import Any

from posapp.domain.cart import UNIT
from posapp.domain.pricing.values import PricedLine, Totals


def moved(totals: Totals, known: tuple[PricedLine, ...], lines: tuple[PricedLine, ...]) -> Totals:
    """The totals of `known` made those of `lines` by what differs between the two."""
    head, tail = alike(known, lines)
    gone, come = known[head : len(known) - tail], lines[head : len(lines) - tail]
    moved_on = [was is not now for was, now in zip_longest(gone, come)]
    gross, net, tax, units = totals.gross, totals.net, totals.tax, totals.units
    by_tax = dict(totals.by_tax)
    for sign, some in ((-1, gone), (1, come)):
        for line in compress(some, moved_on):
            product = line.line.product
            gross += sign * line.gross
            net += sign * line.net
            tax += sign * line.tax
            units += sign * (UNIT if product.weighed else line.line.quantity)
            its_net, its_tax, count = by_tax.get(product.tax, (0, 0, 0))
            by_tax[product.tax] = (its_net + sign * line.net, its_tax + sign * line.tax, count + sign)
    return Totals(gross, net, tax, units, {tax_id: sums for tax_id, sums in by_tax.items() if sums[2]})


def alike(known: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[int, int]:
    """How many values the two have in common at the head, and of the rest at the tail."""
    shorter = min(len(known), len(now))
    if known[:shorter] == now[:shorter]:  # the usual case, something new at the end: compares identities first
        return shorter, 0
    head = list(map(is_, known, now)).index(False)
    tail = [*map(is_, reversed(known), reversed(now)), False].index(False)
    return head, min(tail, shorter - head)
