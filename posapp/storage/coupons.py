"""Copies of the coupons."""

from __future__ import annotations

from posapp.domain.coupon import Coupon
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def coupons(copies: Database) -> Copied[Coupon]:
    """By code."""
    return Copied(copies, "coupons", Coupon)
