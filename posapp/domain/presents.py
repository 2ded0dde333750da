"""Goods that somebody brings back with a gift receipt: what was paid for them they get as store credit, or other goods.

They see no price but what they get, the buyer's tenders are nothing to them, and nobody tells the buyer. In the books
of the sale it counts as given back of what the buyer paid, so that nothing of it goes back twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from posapp.domain.cart import Cart
from posapp.domain.exchange import Credit, taken_back
from posapp.domain.money import divide
from posapp.domain.returning import RefundPlan, refund_plan
from posapp.domain.sold import Paid, ReturnLine, Sold, TakenBack
from posapp.domain.store import CashRounding, TaxMode


def as_present(sold: Sold, credit: Paid) -> Sold:
    """The sale for whoever shows its gift receipt; `credit`: the card that they get."""
    return replace(sold, kind="gift", paid=(credit,), bought=sold.paid, member=None, earned=0, reversed=0, offers=())


def plain_lines(lines: Iterable[ReturnLine]) -> tuple[ReturnLine, ...]:
    """The lines at what was paid for them: neither their list price nor what came off it is the bringer's to know."""
    return tuple(
        replace(x, unit=divide(x.net * 1000, x.quantity) if x.quantity else 0, gross=x.net, off=()) for x in lines
    )


def present_back(
    cart: Cart, plan: RefundPlan, credit: Credit, mode: TaxMode, rounding: CashRounding
) -> TakenBack | None:
    """What a sale of this basket tells: `given` is of the buyer's tenders, and what pays for goods is the card."""
    told, sold = taken_back(cart, plan, credit), cart.sold
    if told is None or sold is None:
        return None
    worth = sum(line.net + (line.tax if mode == "exclusive" else 0) for line in cart.returns)
    theirs = replace(sold, paid=sold.bought)
    given = refund_plan(theirs, min(worth, sum(p.left for p in theirs.paid)), rounding, None).given
    return replace(told, given=given, credit=tuple(replace(paid, number=0) for paid in credit.paid))
