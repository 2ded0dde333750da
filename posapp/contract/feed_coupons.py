"""The feed of coupons, and the call by which a till has one kept for a basket."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, Thousandths, fields
from posapp.domain.coupon import Coupon
from posapp.domain.reservation import Reservation
from posapp.domain.typed import shown


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
    together: bool = False
    used_up: bool = False

    @property
    def key(self) -> str:
        """The coupon's code."""
        return self.code

    def value(self) -> Coupon:
        """The coupon."""
        return Coupon(**fields(self))


Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]


class ReserveCouponRequest(Message):
    """A till asks that a coupon be kept for the basket that it calls `use`; `staff`: who is at it."""

    coupon: Id
    use: Id
    staff: Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


class ReservationRow(Message):
    """The answer, see domain.reservation; `number`: the register that has it, or had it last."""

    state: Literal["reserved", "elsewhere", "used"]
    number: str = ""

    def value(self) -> Reservation:
        """What the hub says."""
        return Reservation(self.state, shown(self.number)[:40])
