"""Coupons as journal entries tell of them: of a sale, of a held basket, and those that came off one."""

from __future__ import annotations

import msgspec

from posapp.contract.op import Number, Op


class CouponOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[code, use, what it took off, whether it gave anything, whether the hub kept it for this basket]. `use`: the name
    under which the hub knows this basket, "" of a coupon without limit."""

    code: str
    use: str = ""
    amount: Number = 0
    gave: bool = False
    reserved: bool = False


class CouponReleasedOp(Op, frozen=True, omit_defaults=True):
    """Kind "coupon_released": coupons came off a basket before payment and are free again. `why`: taken_off, voided,
    member (it is somebody else's basket now), used_here (this till had sold with it, while the hub was away)."""

    coupons: tuple[CouponOp, ...]
    why: str = ""


class HeldCouponOp(Op, frozen=True, omit_defaults=True):
    """A coupon on a held basket, see `domain.cart.OrderDiscount`; whoever has its `use` may have the hub keep it on."""

    code: str
    use: str = ""
    amount: Number = 0
    percent: Number = 0
    spend: Number = 0
    waits: bool = False
    reserved: bool = False
