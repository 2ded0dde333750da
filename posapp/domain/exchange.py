"""Goods that come back and others that are taken for them: what of the first sale's tenders pays for the new goods.

Nothing goes over the counter for that part. The first sale counts it as given back, and the new one as paid with it, in
the same ways: when the new goods come back in turn, it goes back over the tenders that had once paid (money rule M8).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from posapp.domain.cart import Cart
from posapp.domain.points_rule import PointsRule
from posapp.domain.return_rules import CREDIT_ONLY
from posapp.domain.returning import RefundPlan, after, refund_plan
from posapp.domain.sold import GivenBack, Paid, Sold, TakenBack
from posapp.domain.store import CashRounding, TaxMode


@dataclass(frozen=True, slots=True)
class Credit:
    """`paid`: of each tender of the first sale what now pays here; `carried`: points earned with that."""

    paid: tuple[Paid, ...] = ()
    carried: int = 0


NO_CREDIT: Final = Credit()


def credit_of(
    cart: Cart, total: int, plan: RefundPlan, mode: TaxMode, rounding: CashRounding, points: PointsRule | None
) -> Credit:
    """Of a basket that comes to `total`, besides what its `plan` gives back; never more than is left of the tenders."""
    if cart.sold is None or not cart.returns:
        return NO_CREDIT
    worth = sum(line.net + (line.tax if mode == "exclusive" else 0) for line in cart.returns)
    left = after(cart.sold, (), plan)
    amount = min(worth, worth + total, sum(paid.left for paid in left.paid))
    if amount <= 0:
        return NO_CREDIT
    moved = refund_plan(left, amount, rounding, points, lines=cart.returns)
    return Credit(tuple(_moved(left, given) for given in moved.given), moved.reversed)


def _moved(sold: Sold, given: GivenBack) -> Paid:
    paid = next(paid for paid in sold.paid if paid.number == given.tender)
    return replace(
        paid,
        due=given.amount,
        back=0,
        cash=given.cash,
        cash_back=0,
        points=given.points,
        points_back=0,
        bonus=given.bonus,
        bonus_back=0,
    )


def taken_back(cart: Cart, plan: RefundPlan, credit: Credit) -> TakenBack | None:
    """What a sale of this basket tells of the goods that it takes back; None where it takes none."""
    sold = cart.sold
    if sold is None or not cart.returns:
        return None
    where = (sold.channel, sold.store) if sold.kind not in CREDIT_ONLY else ("", "")
    return TakenBack(
        sold.id,
        sold.receipt,
        sold.kind,
        cart.returns,
        plan.given,
        cart.refund,
        plan.reversed,
        credit.paid,
        credit.carried,
        *where,
    )
