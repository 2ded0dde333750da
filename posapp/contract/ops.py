"""Bodies of journal entries as they travel and are kept: compact JSON, minor units, thousandths.

Fields at their default are left out; a reader keeps what it does not know: the hub stores and hashes bytes.
A new field needs a default; a field is never renamed or given another meaning.
"""

from __future__ import annotations

from typing import Final

import msgspec

from posapp.contract.appointment_ops import APPOINTMENTS
from posapp.contract.book_ops import BOOKS
from posapp.contract.coupon_ops import CouponOp, CouponReleasedOp, HeldCouponOp
from posapp.contract.follow_up_ops import FOLLOW_UPS
from posapp.contract.line_ops import LINE
from posapp.contract.mail_ops import ReceiptMailedOp
from posapp.contract.member_ops import MEMBERS
from posapp.contract.offer_ops import OfferOp
from posapp.contract.op import Number, Op
from posapp.contract.order_ops import decode_order_step as decode_order_step
from posapp.contract.people_ops import PEOPLE
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.privacy_ops import PRIVACY
from posapp.contract.refund_ops import RefundLeftOp, RefundPaidOutOp
from posapp.contract.return_ops import ReturnOp
from posapp.contract.tender_ops import DrawnOp, PaymentMovedOp, RefundAskedOp, RefundMovedOp, TenderCorrectedOp


class DiscountOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[kind, rule id, amount]."""

    kind: str
    id: str
    amount: Number


class LineOp(Op, frozen=True, omit_defaults=True):
    """A sold line. `unit`: price after price list or override; `gross` at list price, left out when unit x qty."""

    sku: str
    unit: Number
    qty: Number = 1000
    gross: Number | None = None
    off: tuple[DiscountOp, ...] = ()
    tax: Number = 0
    tax_id: str = ""
    code: str = ""
    name: str = ""
    """Only of an unlisted item, which no product feed names."""
    category: str = ""
    serial: str = ""
    associate: str = ""
    """Who sold it, where that is not who sold the rest."""
    rung: str = ""
    """Who rang it up, where somebody else took the basket over since."""


class TenderOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[type, amount handed over, reference]."""

    type: str
    amount: Number
    reference: str = ""


class TaxOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[tax id, percent in thousandths, base, tax]."""

    id: str
    percent: Number
    base: Number
    tax: Number


class GivenOp(msgspec.Struct, frozen=True, omit_defaults=True, array_like=True):
    """[line (1 is the first, 0 the whole basket), kind of discount, who gave it, who allowed it ("": nobody had to)].
    What was given, and why, stands in the `off` of the lines."""

    line: Number
    kind: str
    staff: str
    approver: str = ""


class SaleOp(Op, frozen=True, omit_defaults=True):
    """Kind "sale"."""

    id: str
    receipt: str
    shift: str
    lines: tuple[LineOp, ...]
    total: Number
    tenders: tuple[TenderOp, ...] = ()
    taxes: tuple[TaxOp, ...] = ()
    rounding: Number = 0
    change: Number = 0
    member: str | None = None
    currency: str = ""
    removed: tuple[LineOp, ...] = ()
    """What was taken out of the basket again before payment, at list price."""
    given: tuple[GivenOp, ...] = ()
    """Prices and discounts that a person gave."""
    attempts: tuple[str, ...] = ()
    """Of each tender the payment attempt that it came of ("": none), where any did."""
    coupons: tuple[CouponOp, ...] = ()
    """The coupons on the basket, also those that gave nothing."""
    counted: tuple[str, ...] = ()
    """Offers that applied and are for only so many baskets of a member."""
    note: str = ""
    source: str = ""
    """What brought the customer here: a campaign, a coupon, an order picked up."""
    associate: str = ""
    """Who served the customer, where it was not the cashier."""
    drawn: tuple[DrawnOp, ...] = ()
    """What was paid out of balances that the hub keeps."""
    earned: Number = 0
    """Points that the member earned."""
    page: str = ""
    """The token of the receipt's page, where the shop has pages for its customers."""
    back: ReturnOp | None = None
    """Of which sale the lines below zero came back, and what was given back of it."""
    offers: tuple[OfferOp, ...] = ()
    """By which the rest is priced when something comes back, where one that was given asks for it; only their figures
    count any more, see `domain.recalculating`."""
    loyalty: LoyaltyOp | None = None
    """Of a member's sale by which rule it earned, and what they have after it."""


class BasketClearedOp(Op, frozen=True, omit_defaults=True):
    """Kind "basket_cleared": the basket was emptied before payment, at once (`lines`) or line by line (`removed`)."""

    lines: tuple[LineOp, ...]
    reason: str = ""
    approver: str = ""
    removed: tuple[LineOp, ...] = ()


class PinLockedOp(Op, frozen=True, omit_defaults=True):
    """Kind "pin_locked": whose PIN was typed wrong how many times in a row, and for how long nobody may try it."""

    person: str
    wrong: Number
    seconds: Number


class DateConfirmedOp(Op, frozen=True, omit_defaults=True):
    """Kind "date_confirmed": the clock stood before the last entry or far ahead of it; a manager confirmed the date."""

    clock: str
    last_entry: str
    business_date: str


class TillReplacedOp(Op, frozen=True, omit_defaults=True):
    """Kind "till_replaced": this file was begun beside what an earlier one left; `lost` names the one that was gone."""

    lost: str


class DrawerOpenedOp(Op, frozen=True, omit_defaults=True):
    """Kind "drawer_opened": without a sale, with a reason; the entry's person asked, `approver` allowed it."""

    reason: str
    approver: str = ""


class PrintDroppedOp(Op, frozen=True, omit_defaults=True):
    """Kind "print_dropped": somebody gave up on a document that waited for the printer ("" for the drawer)."""

    what: str
    document: str = ""


class ReprintedOp(Op, frozen=True, omit_defaults=True):
    """Kind "reprinted": a copy of a receipt was printed. `gift`: one without prices; `approver`: who let them;
    `pdf`: it was laid down as a file."""

    receipt: str
    gift: bool = False
    approver: str = ""
    pdf: bool = False


class SentAgainOp(Op, frozen=True, omit_defaults=True):
    """Kind "sent_again": the hub shall look once more at the entry that it refused under number `of`."""

    of: Number


class CorrectedOp(Op, frozen=True, omit_defaults=True):
    """Kind "corrected": `body` is what the refused entry `of`, which stays as it is, should have said."""

    of: Number
    body: msgspec.Raw


class HandedOverOp(Op, frozen=True, omit_defaults=True):
    """Kind "handed_over": head office shall settle the refused entry `of`; what it needs to know for that."""

    of: Number
    note: str = ""


class PricesAnsweredOp(Op, frozen=True, omit_defaults=True):
    """Kind "prices_answered": prices changed while a basket lay there; its total before and after, and whether the
    new prices were taken."""

    old: Number
    new: Number
    taken: bool = False


class PriceActOp(Op, frozen=True, omit_defaults=True):
    """Kind "price_act": a person set a price or gave a discount. `act` is the kind of discount (override, tag_differs,
    manual, round_off); `line` 0 is the whole basket. `old` and `new`: of one of the goods for a price, else of the line
    or the basket; `percent` in thousandths of a percent. `undone`: it was taken back before payment."""

    act: str
    old: Number
    new: Number
    line: Number = 0
    sku: str = ""
    percent: Number = 0
    reason: str = ""
    approver: str = ""
    offline: bool = False
    undone: bool = False


class LabelReplacedOp(Op, frozen=True, omit_defaults=True):
    """Kind "label_replaced": the shelf says the price that holds from `since` on."""

    sku: str
    price: Number
    since: str


class AgeCheckedOp(Op, frozen=True, omit_defaults=True):
    """Kind "age_checked": whoever buys `skus` was asked for their age and had it, or the goods were taken out again."""

    age: Number
    skus: tuple[str, ...]
    passed: bool = False


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
    rung: str = ""


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


KINDS: Final = frozenset(
    {
        "sale",
        "shift_opened",
        "cash_moved",
        "drawer_counted",
        "shift_suspended",
        "shift_closed",
        "z_printed",
        "hold_discarded",
        "basket_cleared",
        "tender_withdrawn",
        "tender_corrected",
        "tender_allowed",
        "payment_asked",
        "payment_moved",
        "refund_asked",
        "refund_moved",
        "refund_left",
        "refund_paid_out",
        "pin_locked",
        "date_confirmed",
        "till_replaced",
        "drawer_opened",
        "print_dropped",
        "reprinted",
        "sent_again",
        "corrected",
        "handed_over",
        "prices_answered",
        "price_act",
        "label_replaced",
        "coupon_released",
        "basket_held",
        "hold_recalled",
        "age_checked",
        "receipt_mailed",
        "order_step",
        "report_exported",
        "visitors_counted",
        "topup",
        "late_points",
    }
    | PEOPLE
    | LINE
    | MEMBERS
    | PRIVACY
    | BOOKS
    | APPOINTMENTS
    | FOLLOW_UPS
)
"""Every kind of entry that this program knows; a hub keeps any other as it came."""

encode = msgspec.json.Encoder().encode
decode_sale = msgspec.json.Decoder(SaleOp).decode
decode_sent_again = msgspec.json.Decoder(SentAgainOp).decode
decode_corrected = msgspec.json.Decoder(CorrectedOp).decode
decode_handed_over = msgspec.json.Decoder(HandedOverOp).decode
decode_receipt_mailed = msgspec.json.Decoder(ReceiptMailedOp).decode
decode_coupon_released = msgspec.json.Decoder(CouponReleasedOp).decode
decode_age_checked = msgspec.json.Decoder(AgeCheckedOp).decode
decode_label_replaced = msgspec.json.Decoder(LabelReplacedOp).decode
decode_price_act = msgspec.json.Decoder(PriceActOp).decode
decode_basket_held = msgspec.json.Decoder(BasketHeldOp).decode
decode_hold_recalled = msgspec.json.Decoder(HoldRecalledOp).decode
decode_payment_moved = msgspec.json.Decoder(PaymentMovedOp).decode
decode_tender_corrected = msgspec.json.Decoder(TenderCorrectedOp).decode
decode_refund_moved = msgspec.json.Decoder(RefundMovedOp).decode
decode_refund_asked = msgspec.json.Decoder(RefundAskedOp).decode
decode_refund_left = msgspec.json.Decoder(RefundLeftOp).decode
decode_refund_paid_out = msgspec.json.Decoder(RefundPaidOutOp).decode
