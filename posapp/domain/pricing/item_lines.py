"""The lines up to their item promotions (steps 1 and 2), taken from the last pricing where nothing touches them.

A line depends on itself alone, unless a promotion looks at several lines ("crossing"). So after a change only the
changed lines, and those that share a crossing promotion with them, are priced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posapp.domain.cart import CartLine
from posapp.domain.pricing.item_promotions import item_promotions
from posapp.domain.pricing.occasion import Customer, Occasion, in_force
from posapp.domain.pricing.totals import alike
from posapp.domain.pricing.unit_price import Start, Takes, price_changes, start
from posapp.domain.pricing.values import Basis, Discount, PriceBook, PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.tax import included_tax, tax_of


def item_lines(
    lines: tuple[CartLine, ...], book: PriceBook, customer: Customer, basis: Basis | None
) -> tuple[tuple[PricedLine, ...], str]:
    """The lines after the item promotions, unchanged ones the same objects, and the moment until which they hold."""
    known, priced = (basis.cart_lines, basis.item_lines) if basis is not None else ((), ())
    head, tail = alike(known, lines)
    changed = range(head, len(lines) - tail)
    gone = known[head : len(known) - tail]
    occasion = book.occasion(customer)
    fresh = _priced(lines, _touched(lines, changed, gone, book, occasion), book, occasion)
    result = [*priced[:head], *[fresh[i] for i in changed], *priced[len(known) - tail :]]
    for i, line in fresh.items():
        if line.discounts != result[i].discounts:
            result[i] = line
    until = book.next_change(book.at) if basis is None else basis.until
    return tuple(result), _until(until, [lines[i] for i in changed], book, customer.member)


def _until(until: str, changed: Iterable[CartLine], book: PriceBook, member: bool) -> str:
    """A line that is gone again may leave this too early: that costs time once, never a wrong price."""
    if member:
        return min((until, *(price_changes(line.product, book.at) for line in changed if line.product.prices)))
    return until


def _touched(
    lines: Sequence[CartLine], changed: Sequence[int], gone: Iterable[CartLine], book: PriceBook, occasion: Occasion
) -> Iterable[int]:
    """The changed lines, and all that share a crossing promotion with them, with a line that is gone, or with those."""
    crossing = book.index.crossing
    if not crossing or len(changed) == len(lines):
        return changed
    touched = set(changed)
    seen: set[str] = set()
    fresh = [*gone, *[lines[i] for i in changed]]
    while fresh:
        found = {p.id: p for line in fresh for p in in_force(crossing.of(line.product), occasion)}
        reached = _in_scope(lines, [p for p in found.values() if p.id not in seen]) - touched
        seen |= found.keys()
        touched |= reached
        fresh = [lines[i] for i in reached]
    return sorted(touched)


def _in_scope(lines: Sequence[CartLine], promotions: Sequence[Promotion]) -> set[int]:
    if not promotions:
        return set()
    if any(not p.skus and not p.categories for p in promotions):
        return set(range(len(lines)))
    skus = frozenset([p.gift for p in promotions]).union(*[p.skus for p in promotions])
    categories = frozenset[str]().union(*[p.categories for p in promotions])
    return {i for i, line in enumerate(lines) if line.product.sku in skus or line.product.category in categories}


def _priced(
    lines: Sequence[CartLine], touched: Iterable[int], book: PriceBook, occasion: Occasion
) -> dict[int, PricedLine]:
    items, customer = book.index.items, occasion.customer
    starts = {i: start(lines[i], customer.member, book.at, customer.tier) for i in touched}
    taking = [i for i, begun in starts.items() if begun.takes is not Takes.NOTHING]
    whole = in_force(items.whole, occasion) if taking else []
    near = ((i, found) for i in taking if (found := items.narrow(lines[i].product)))
    narrow = {i: given for i, found in near if (given := in_force(found, occasion))}
    reductions = item_promotions(starts, narrow, whole) if narrow or whole else {}
    return {i: _line(begun, reductions.get(i, ()), book) for i, begun in starts.items()}


def _line(begun: Start, reductions: tuple[Discount, ...], book: PriceBook) -> PricedLine:
    net = begun.net - sum([d.amount for d in reductions])
    tax = tax_of(book.taxes, begun.line.product.tax)
    included = included_tax(net, tax) if book.tax_mode == "inclusive" else 0
    return PricedLine(begun.line, begun.unit, begun.gross, begun.discounts + reductions, net, included)
