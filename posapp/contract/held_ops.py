"""Bodies of the entries about held baskets; see `ops`."""

from __future__ import annotations

import msgspec

from posapp.contract.offer_ops import OfferOp
from posapp.contract.op import Number, Op
from posapp.contract.ops import DiscountOp


class ReductionOp(Op, frozen=True, omit_defaults=True):
    """What a person gave in a held basket, see `domain.reduction`; `kind` and `step` only where it is that of the whole
    basket. No `most`: no limit."""

    reason: str = ""
    staff: str = ""
    approver: str = ""
    kind: str = ""
    amount: Number = 0
    percent: Number = 0
    most: Number | None = None
    step: Number = 0


class HeldLineOp(Op, frozen=True, omit_defaults=True):
    """A line of a held basket, so that another till can ring it up as it was. `price` is that of the goods at the
    basket's moment; `amount`, `override` and `given` as in a cart line; the last four only of an unlisted item. `by`:
    who set the price, because of the shelf's `tag` or not; `less`: what a person took off."""

    sku: str
    price: Number
    qty: Number = 1000
    amount: Number | None = None
    override: Number | None = None
    given: Number = 0
    by: ReductionOp | None = None
    tag: bool = False
    less: ReductionOp | None = None
    code: str = ""
    unlisted: bool = False
    name: str = ""
    category: str = ""
    tax_id: str = ""
    serial: str = ""
    associate: str = ""


class HeldCouponOp(Op, frozen=True, omit_defaults=True):
    """A coupon on a held basket, see `domain.cart.OrderDiscount`; whoever has its `use` may have the hub keep it on."""

    code: str
    use: str = ""
    amount: Number = 0
    percent: Number = 0
    spend: Number = 0
    waits: bool = False
    reserved: bool = False


class BasketHeldOp(Op, frozen=True, omit_defaults=True):
    """Kind "basket_held": a basket was set aside. `began` is the moment of its prices, `offers` are those it was rung
    up with, `total` what it cost; the entry's till and number are the hold's name."""

    lines: tuple[HeldLineOp, ...]
    total: Number
    began: str
    label: str = ""
    prices_asked: str = ""
    member: str | None = None
    removed: tuple[HeldLineOp, ...] = ()
    offers: tuple[OfferOp, ...] = ()
    discounts: tuple[DiscountOp, ...] = ()
    """Those that no person gave."""
    given: tuple[ReductionOp, ...] = ()
    tier: str = ""
    """The member's, which their offers may ask for."""
    coupons: tuple[HeldCouponOp, ...] = ()
    note: str = ""
    source: str = ""
    associate: str = ""


class HoldRecalledOp(Op, frozen=True, omit_defaults=True):
    """Kind "hold_recalled": a held basket came back onto a counter. `alone`: without asking the hub, which was away or
    had not heard of it."""

    hold: str
    alone: bool = False


decode_basket_held = msgspec.json.Decoder(BasketHeldOp).decode
decode_hold_recalled = msgspec.json.Decoder(HoldRecalledOp).decode
