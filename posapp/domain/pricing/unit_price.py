"""Step 1: the price a line starts from (money rule M3): an override, a price list, or the list price.

- Gross is always at list price. An override above it is therefore a negative discount of kind "override". Goods with an
  open price have no list price: what a person types for them is their gross.
- The member price, or that of the list named as the member's tier, counts only with a member, only when it is lower,
  and never on a line with a given amount.
- A label's amount is the gross; the quantity beside it is information.
- What item promotions a line may take follows from where its price comes from, see `Takes`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from posapp.domain.cart import UNIT, CartLine
from posapp.domain.catalog import Product, price_in_list
from posapp.domain.money import divide
from posapp.domain.pricing.occasion import NEVER
from posapp.domain.pricing.values import Discount, DiscountKind

MEMBER_LIST = "member"


class Takes(IntEnum):
    """Which item promotions a line may take; each also takes those above it.

    NOTHING: a person or a script has set the price or reduced it already, or the goods are not in the catalogue or
    take no offers at all (tobacco).
    PERCENT: the amount stands on a scale label, so there is no unit price to change.
    RATE: weighed goods: reductions of the unit price follow the weight, but there are no pieces to count.
    PIECES: whole pieces, that also form groups.
    """

    NOTHING = 0
    PERCENT = 1
    RATE = 2
    PIECES = 3


class Start(NamedTuple):
    """A line before any promotion: `net` = `gross` - `discounts` (those of this step); `pieces` as promotions count."""

    line: CartLine
    unit: int
    gross: int
    discounts: tuple[Discount, ...]
    net: int
    takes: Takes
    pieces: int


def start(line: CartLine, member: bool, at: str, tier: str = "") -> Start:
    """The line's own price at the UTC ISO time; `tier`: the member's."""
    product, quantity, amount = line.product, line.quantity, line.amount
    gross = divide(product.price * quantity, UNIT) if amount is None else amount
    if line.override is not None:
        return _overridden(line, line.override, gross)
    if line.given_discount:
        given = min(line.given_discount, gross)
        return Start(line, product.price, gross, (Discount("given", "given", given),), gross - given, Takes.NOTHING, 0)
    if amount is None and member and product.prices:
        named = {name: price_in_list(product, name, at) for name in (MEMBER_LIST, tier) if name}
        price, of = min(((price, name) for name, price in named.items() if price is not None), default=(None, ""))
        if price is not None and price < product.price:
            net = divide(price * quantity, UNIT)
            saved = (Discount("price_list", of, gross - net),) if net != gross else ()
            return Start(line, price, gross, saved, net, _takes(line), line.pieces)
    return Start(line, product.price, gross, (), gross, _takes(line), line.pieces)


def price_changes(product: Product, at: str) -> str:
    """The first moment after `at` at which a price list of the product changes."""
    moments = (moment for p in product.prices for moment in (p.starts, p.ends) if moment is not None and moment > at)
    return min(moments, default=NEVER)


def _overridden(line: CartLine, unit: int, gross: int) -> Start:
    net = divide(unit * line.quantity, UNIT)
    if line.amount is None and (line.product.open_price or line.unlisted):
        gross = net
    kind: DiscountKind = "tag_differs" if line.tag else "override"
    changed = (Discount(kind, line.override_by.reason or kind, gross - net),) if net != gross else ()
    return Start(line, unit, gross, changed, net, Takes.NOTHING, 0)


def _takes(line: CartLine) -> Takes:
    if line.unlisted or line.product.no_offers:
        return Takes.NOTHING
    if line.amount is not None:  # a scanned code means a label; without one a script has given the amount
        return Takes.PERCENT if line.code else Takes.NOTHING
    return Takes.RATE if line.product.weighed else Takes.PIECES
