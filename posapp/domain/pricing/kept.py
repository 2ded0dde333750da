"""Offers that a basket keeps: those it was rung up with, when head office has sent others since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posapp.domain.cart import CartLine
from posapp.domain.pricing.values import PriceBook
from posapp.domain.promotion import Promotion


def touching(book: PriceBook, lines: Iterable[CartLine]) -> tuple[Promotion, ...]:
    """The offers of the book, in force or not, that have one of these lines in their scope."""
    index = book.index
    found = (p for line in lines for scopes in (index.items, index.thresholds) for p in scopes.of(line.product))
    return tuple({p.id: p for p in found}.values())


def with_kept(book: PriceBook, kept: tuple[Promotion, ...], lines: Iterable[CartLine]) -> PriceBook:
    """The book for lines that keep these offers: others count only for goods that none of the lines is."""
    passed_over = {p.id for p in (*kept, *touching(book, lines))}
    others = [p for p in book.promotions if p.id not in passed_over]
    return replace(book, promotions=(*kept, *others))
