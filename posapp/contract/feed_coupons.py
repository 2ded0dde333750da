"""The feed of coupons."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, Thousandths, fields
from posapp.domain.coupon import Coupon


class CouponRow(Message):
    """A coupon, see domain.coupon."""

    code: str
    name_zh: str = ""
    name_en: str = ""
    amount: Minor = 0
    percent: Thousandths = 0
    spend: Minor = 0
    member: str = ""
    uses: Annotated[int, Field(ge=0, le=10**9)] = 0
    starts: str | None = None
    ends: str | None = None

    @property
    def key(self) -> str:
        """The coupon's code."""
        return self.code

    def value(self) -> Coupon:
        """The coupon."""
        return Coupon(**fields(self))
