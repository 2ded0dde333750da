"""Steps 4 to 6: coupon, discounts by hand (those of a line, then that of the whole basket) and round-off (抹零), always
in this order (money rule M3).

Those of the whole basket are split over the lines by their current net (money rule M4); none can ever take more than is
left. Whether a coupon may be used or a person may give a discount is decided before it is laid into the cart. A coupon
looks at goods that take offers only: what they cost before any coupon must reach its `spend`, and it is taken off them.
Of several the amounts come first, then percentages, so the order of scanning changes no total.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from posapp.domain.cart import CartLine, OrderDiscount
from posapp.domain.money import allocate, round_to_step
from posapp.domain.pricing.values import Share
from posapp.domain.reduction import taken

_STEPS: Final = {"coupon": 0, "manual": 1, "round_off": 2}


def order_discounts(
    nets: Sequence[int], discounts: Sequence[OrderDiscount], lines: Sequence[CartLine]
) -> list[list[Share]]:
    """The shares of each line, in the order in which they were taken off."""
    left = list(nets)
    shares: list[list[Share]] = [[] for _ in left]
    in_order = sorted(discounts, key=lambda d: _STEPS[d.kind])
    coupons = [d for d in in_order if d.kind == "coupon"]
    if coupons:
        _take_coupons(coupons, left, shares, lines)
    for i, line in enumerate(lines):
        by_hand = line.discount
        if by_hand is not None:
            amount = taken(by_hand.amount, by_hand.percent, by_hand.most, left[i], left[i])
            if amount:
                shares[i].append(("manual", by_hand.by.reason or "manual", amount))
                left[i] -= amount
    for discount in in_order[len(coupons) :]:
        _split(discount, left, shares, lines)
    return shares


def _take_coupons(
    coupons: Sequence[OrderDiscount], left: list[int], shares: list[list[Share]], lines: Sequence[CartLine]
) -> None:
    open_ = [i for i, line in enumerate(lines) if not line.product.no_offers]
    worth = sum([left[i] for i in open_])
    for coupon in sorted(coupons, key=lambda d: (d.percent > 0, d.id)):
        if worth < coupon.spend:
            continue
        nets = [left[i] for i in open_]
        amount = taken(coupon.amount, coupon.percent, None, sum(nets), sum(nets))
        for i, share in zip(open_, allocate(amount, nets) if amount else (), strict=False):
            if share:
                shares[i].append(("coupon", coupon.id, share))
                left[i] -= share


def _split(discount: OrderDiscount, left: list[int], shares: list[list[Share]], lines: Sequence[CartLine]) -> None:
    amount = order_amount(discount, left, lines)
    if amount:
        for i, share in enumerate(allocate(amount, left)):
            if share:
                shares[i].append((discount.kind, discount.id, share))
                left[i] -= share


def order_amount(discount: OrderDiscount, left: Sequence[int], lines: Sequence[CartLine]) -> int:
    """What the discount takes off lines that still cost `left`. What somebody may give by hand is measured on the lines
    that nobody has reduced by hand yet, so that reductions of one limit never add up to more than it."""
    total = sum(left)
    if discount.step:
        return total - (round_to_step(total, discount.step, "down") or total)
    base = total if discount.most is None else open_to_discount(left, lines)
    return taken(discount.amount, discount.percent, discount.most, total, base)


def open_to_discount(left: Sequence[int], lines: Sequence[CartLine]) -> int:
    """What the lines cost that no person has reduced."""
    return sum([net for net, line in zip(left, lines, strict=True) if not line.reduced])
