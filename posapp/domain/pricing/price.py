"""From a cart to its amounts, step by step (money rule M3), using again what did not change since the last time.

override or price list -> item promotions -> threshold promotions -> coupon -> manual discount -> round-off -> tax.
Always: net = gross - the sum of the discounts, and every figure of the basket is the sum of its lines.

The scan is a hot path: lines that did not change stay the same objects and the sums are moved by the difference.
"""

from __future__ import annotations

from posapp.domain.cart import Cart
from posapp.domain.pricing.item_lines import item_lines
from posapp.domain.pricing.line_tax import tax_sums
from posapp.domain.pricing.occasion import Customer, customer_of
from posapp.domain.pricing.totals import moved
from posapp.domain.pricing.values import Basis, PriceBook, PricedCart, PricedLine, Totals
from posapp.domain.pricing.whole_basket import effects, finished


def price(cart: Cart, book: PriceBook, before: PricedCart | None = None) -> PricedCart:
    """The cart with every amount and its reason; Refused("no_tax") when a product's tax has no row for the day.

    `before` is the last pricing of the same basket: it makes this one quicker and never different.
    """
    customer = customer_of(cart)
    basis, known = _usable(before, book, customer)
    items, until = item_lines(cart.lines, book, customer, basis)
    felt = effects(items, cart, book, customer)
    lines = finished(items, felt, book, known, basis)
    totals = moved(Totals() if basis is None else basis.totals, known, lines)
    return PricedCart(
        lines=lines,
        gross=totals.gross,
        discount=totals.gross - totals.net,
        total=totals.net if book.tax_mode == "inclusive" else totals.net + totals.tax,
        tax=totals.tax,
        taxes=tax_sums(totals, book),
        units=totals.units,
        basis=Basis(book, customer, cart.lines, items, felt, book.at, until, totals),
    )


def _usable(
    before: PricedCart | None, book: PriceBook, customer: Customer
) -> tuple[Basis | None, tuple[PricedLine, ...]]:
    if before is None or before.basis is None or not _holds(before.basis, book, customer):
        return None, ()
    return before.basis, before.lines


def _holds(basis: Basis, book: PriceBook, customer: Customer) -> bool:
    """Whether the lines of the last pricing have the same price by this book."""
    was = basis.book
    same_rules = was is book or (
        was.index is book.index
        and was.tax_mode == book.tax_mode
        and was.zone == book.zone
        and was.used_up == book.used_up
        and (was.taxes is book.taxes or was.taxes == book.taxes)
    )
    return same_rules and basis.customer == customer and basis.since <= book.at < basis.until
