"""Rows of a shop file on what is owed and what happened: coupons, gift cards, members, orders, earlier sales."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from posapp.contract.shop_rows import Period
from posapp.contract.shop_store import pin_form
from posapp.contract.shop_text import (
    Amount,
    Day,
    Instant,
    Key,
    Name,
    Percent,
    ShopRow,
    SignedAmount,
    SignedQuantity,
    Words,
    mistake,
)
from posapp.domain.money import parse_amount
from posapp.domain.tender import TenderType


class ShopCoupon(Period):
    """A coupon's code and what it takes off the basket: an amount (0 where it only opens the offers that name it) or a
    percentage, from `spend` on. `together`: beside others that say so too."""

    code: Key
    name: Name | None = None
    amount: Amount | None = None
    percent: Percent | None = None
    spend: Amount = "0"
    member: Key | None = None
    uses: Annotated[int, Field(ge=1, le=10**9)] | None = None
    together: bool = False

    @model_validator(mode="after")
    def _takes_something_off(self) -> ShopCoupon:
        if self.amount is None and self.percent is None:
            raise mistake("missing", "amount")
        if self.amount is not None and self.percent is not None:
            raise mistake("kind_without", "percent", kind="amount")
        return self


class ShopGiftCard(Period):
    """A gift card and what is left on it."""

    code: Key
    balance: Amount


class ShopConsent(ShopRow):
    """Ways on which a member agreed to be contacted."""

    sms: bool = False
    phone: bool = False
    email: bool = False
    wechat: bool = False


class ShopMember(ShopRow):
    """A member. Points may stand below zero after a return; `bonus` is the part of `stored_value` that was a present.
    The `pin`, in clear because this is a set-up file, releases both; nobody keeps it so."""

    id: Key
    name: Words = ""
    phone: Words = ""
    email: Words = ""
    code: Key | None = None
    tier: Key | None = None
    birthday: Day | None = None
    store: Key | None = None
    joined: Day | None = None
    points: Annotated[int, Field(ge=-(10**12), le=10**12)] = 0
    stored_value: Amount = "0"
    bonus: Amount = "0"
    pin: Annotated[str, AfterValidator(pin_form)] | None = None
    consent: ShopConsent = ShopConsent()
    note: Words = ""

    @model_validator(mode="after")
    def _bonus_within(self) -> ShopMember:
        if parse_amount(self.bonus, 6) > parse_amount(self.stored_value, 6):
            raise mistake("out_of_range", "bonus", limit=self.stored_value)
        return self


class ShopLine(ShopRow):
    """A sold or ordered line: `amount` before, `discount` what was taken off; `tax` is contained in what is left, or
    comes on top of it where the store's prices are without tax."""

    sku: Key
    qty: SignedQuantity
    amount: SignedAmount
    discount: Amount = "0"
    tax: SignedAmount = "0"
    serial: Key | None = None
    final: bool = False
    """The customer confirmed at the order that these come back for a fault only."""


class ShopTender(ShopRow):
    """What was paid with, and how much of it was kept (after change)."""

    type: TenderType
    amount: SignedAmount
    code: Words = ""


Lines = Annotated[tuple[ShopLine, ...], Field(strict=False, min_length=1)]
Tenders = Annotated[tuple[ShopTender, ...], Field(strict=False)]


class ShopCustomer(ShopRow):
    """Who ordered."""

    name: Words = ""
    phone: Words = ""


OrderState = Literal["NEW", "PICKING", "PICKED", "SHORT", "READY", "HANDED_OVER", "EXPIRED", "CANCELLED", "REJECTED"]


class ShopOrder(ShopRow):
    """An online order for this store."""

    id: Key
    store: Key
    channel: Key = "online"
    placed: Instant
    state: OrderState = "NEW"
    code: Key | None = None
    member: Key | None = None
    customer: ShopCustomer = ShopCustomer()
    lines: Lines
    shipping: Amount = "0"
    tenders: Tenders = ()


class ShopSale(ShopRow):
    """An earlier sale, for returns and history. `total` is what the customer owed before cash rounding."""

    id: Key
    store: Key
    till: Key
    at: Instant
    staff: Key | None = None
    receipt: Key | None = None
    member: Key | None = None
    lines: Lines
    total: SignedAmount
    rounding: SignedAmount = "0"
    tenders: Tenders = ()
