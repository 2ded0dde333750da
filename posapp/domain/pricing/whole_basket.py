"""What concerns the basket as a whole (steps 3 to 7): thresholds, order discounts, and tax added on top.

One more scan moves the shares of few lines by a cent; the others stay the same objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from posapp.domain.cart import Cart
from posapp.domain.pricing.line_tax import added_taxes
from posapp.domain.pricing.occasion import Customer
from posapp.domain.pricing.order_discounts import order_discounts
from posapp.domain.pricing.thresholds import threshold_promotions
from posapp.domain.pricing.totals import alike
from posapp.domain.pricing.values import Basis, Discount, Effect, PriceBook, PricedLine, Share, taken_off
from posapp.domain.tax import included_tax, tax_of

NOTHING: Final[Effect] = ((), 0)


def effects(lines: Sequence[PricedLine], cart: Cart, book: PriceBook, customer: Customer) -> tuple[Effect, ...]:
    """Shares and added tax of each line, in M3 order; nothing when no line has any."""
    shares: dict[int, list[Share]] = threshold_promotions(lines, book, customer) if book.index.thresholds else {}
    if cart.discounts or any(line.discount is not None for line in cart.lines):
        nets = [line.net - taken_off(shares.get(i, ())) for i, line in enumerate(lines)]
        for i, more in enumerate(order_discounts(nets, cart.discounts, cart.lines)):
            shares.setdefault(i, []).extend(more)
    given = [tuple(shares.get(i, ())) for i in range(len(lines))] if shares else [()] * len(lines)
    if book.tax_mode == "exclusive":
        nets = [line.net - taken_off(its) for line, its in zip(lines, given, strict=True)]
        return tuple(zip(given, added_taxes(nets, [line.line.product.tax for line in lines], book.taxes), strict=True))
    return tuple([(its, 0) for its in given]) if any(given) else ()


def finished(
    lines: tuple[PricedLine, ...],
    felt: tuple[Effect, ...],
    book: PriceBook,
    before: tuple[PricedLine, ...],
    basis: Basis | None,
) -> tuple[PricedLine, ...]:
    """The lines with these effects; those of `before` where line and effect are what they were."""
    if not felt:
        return lines
    if basis is None:
        return tuple([_with(line, effect, book) for line, effect in zip(lines, felt, strict=True)])
    head, tail = alike(basis.item_lines, lines)
    known = tuple(zip(before, basis.effects or (NOTHING,) * len(before), strict=True))
    new: tuple[PricedLine | None, Effect] = (None, NOTHING)
    same_place = (*known[:head], *((new,) * (len(lines) - head - tail)), *known[len(known) - tail :])
    return tuple(
        [
            was if was is not None and was_felt == effect else _with(line, effect, book)
            for line, effect, (was, was_felt) in zip(lines, felt, same_place, strict=True)
        ]
    )


def _with(line: PricedLine, effect: Effect, book: PriceBook) -> PricedLine:
    if effect == NOTHING:
        return line
    shares, tax = effect
    net = line.net - taken_off(shares)
    if book.tax_mode == "inclusive":
        tax = included_tax(net, tax_of(book.taxes, line.line.product.tax))
    discounts = (*line.discounts, *[Discount(*share) for share in shares])
    return PricedLine(line.line, line.unit, line.gross, discounts, net, tax)
