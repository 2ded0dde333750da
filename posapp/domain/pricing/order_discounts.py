"""Steps 4 to 6: coupon, manual discount and round-off (抹零) of the whole basket, always in this order (money rule M3).

Each is split over the lines by their current net (money rule M4) and can never take more than is left. Whether a coupon
may be used or a person may give a discount is decided before it is laid into the cart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from posapp.domain.cart import OrderDiscount
from posapp.domain.money import allocate
from posapp.domain.pricing.values import Share

_STEPS: Final = {"coupon": 0, "manual": 1, "round_off": 2}


def order_discounts(nets: Sequence[int], discounts: Sequence[OrderDiscount]) -> list[list[Share]]:
    """The shares of each line, in the order in which they were taken off."""
    left = list(nets)
    shares: list[list[Share]] = [[] for _ in left]
    for discount in sorted(discounts, key=lambda d: _STEPS[d.kind]):
        amount = min(discount.amount, sum(left))
        if amount:
            for i, share in enumerate(allocate(amount, left)):
                if share:
                    shares[i].append((discount.kind, discount.id, share))
                    left[i] -= share
    return shares
