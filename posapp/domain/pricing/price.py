"""From a cart to its amounts, step by step (money rule M3), using again what did not change since the last time.

override or price list -> item promotions -> threshold promotions -> coupon -> manual discount -> round-off -> tax.
Always: net = gross - the sum of the discounts, and every figure of the basket is the sum of its lines.

The scan is a hot path: lines that did not change stay the same objects and the sums are moved by the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posapp.domain.cart import Cart
from posapp.domain.pricing.item_lines import item_lines
from posapp.domain.pricing.line_tax import added_taxes, tax_sums
from posapp.domain.pricing.order_discounts import order_discounts
from posapp.domain.pricing.thresholds import threshold_promotions
from posapp.domain.pricing.totals import moved
from posapp.domain.pricing.values import Basis, Discount, PriceBook, PricedCart, PricedLine, Totals
from posapp.domain.tax import included_tax, tax_of


def price(cart: Cart, book: PriceBook, before: PricedCart | None = None) -> PricedCart:
    """The cart with every amount and its reason; Refused("no_tax") when a product's tax has no row for the day.

    `before` is the last pricing of the same basket: it makes this one quicker and never different.
    """
    member = cart.member is not None
    basis = before.basis if before is not None else None
    if basis is not None and not _holds(basis, book, member):
        basis = None
    items, until = item_lines(cart.lines, book, member, basis)
    lines = _whole_basket(items, cart, book, member)
    totals = moved(Totals(), (), lines) if before is None or basis is None else moved(basis.totals, before.lines, lines)
    return PricedCart(
        lines=lines,
        gross=totals.gross,
        discount=totals.gross - totals.net,
        total=totals.net if book.tax_mode == "inclusive" else totals.net + totals.tax,
        tax=totals.tax,
        taxes=tax_sums(totals, book),
        units=totals.units,
        basis=Basis(book, member, cart.lines, items, book.at, until, totals),
    )


def _holds(basis: Basis, book: PriceBook, member: bool) -> bool:
    """Whether the lines of the last pricing have the same price by this book."""
    was = basis.book
    same_rules = was is book or (
        was.index is book.index
        and was.tax_mode == book.tax_mode
        and (was.taxes is book.taxes or was.taxes == book.taxes)
    )
    return same_rules and basis.member == member and basis.since <= book.at < basis.until


def _whole_basket(lines: tuple[PricedLine, ...], cart: Cart, book: PriceBook, member: bool) -> tuple[PricedLine, ...]:
    """The lines with their shares of thresholds and order discounts, and with their final tax."""
    shares: dict[int, list[Discount]] = {}
    if book.index.thresholds:
        shares = threshold_promotions(lines, book, member)
    if cart.discounts:
        nets = [line.net - _sum(shares.get(i, ())) for i, line in enumerate(lines)]
        for i, more in enumerate(order_discounts(nets, cart.discounts)):
            shares[i] = [*shares.get(i, ()), *more]
    done = (
        [_reduced(line, shares[i], book) if shares.get(i) else line for i, line in enumerate(lines)]
        if shares
        else lines
    )
    return tuple(done) if book.tax_mode == "inclusive" else _with_added_tax(done, book)


def _reduced(line: PricedLine, given: Sequence[Discount], book: PriceBook) -> PricedLine:
    net = line.net - _sum(given)
    tax = included_tax(net, tax_of(book.taxes, line.line.product.tax)) if book.tax_mode == "inclusive" else 0
    return PricedLine(line.line, line.unit, line.gross, (*line.discounts, *given), net, tax)


def _with_added_tax(lines: Sequence[PricedLine], book: PriceBook) -> tuple[PricedLine, ...]:
    taxes = added_taxes([line.net for line in lines], [line.line.product.tax for line in lines], book.taxes)
    return tuple(
        [
            PricedLine(line.line, line.unit, line.gross, line.discounts, line.net, tax) if tax else line
            for line, tax in zip(lines, taxes, strict=True)
        ]
    )


def _sum(discounts: Iterable[Discount]) -> int:
    return sum([d.amount for d in discounts])
