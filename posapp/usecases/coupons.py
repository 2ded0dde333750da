"""Coupons as the hub last told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posapp.domain.errors import Refused
from posapp.usecases.desk import Desk

if TYPE_CHECKING:
    from posapp.domain.coupon import Coupon


class Coupons:
    """What a coupon's code stands for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, code: str) -> Coupon:
        """The coupon, which is in force; Refused("copies_too_old", "coupon_unknown", "coupon_not_now")."""
        desk = self._desk
        desk.seller("coupon")
        coupon = desk.till.coupons.by_key(code)
        if coupon is None:
            raise Refused("coupon_unknown", code=code)
        if not coupon.in_force(desk.moment().at):
            raise Refused("coupon_not_now", code=code)
        return coupon
