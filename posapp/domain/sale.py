"""A completed sale: what was sold, to which amounts, how it was paid. Immutable from the moment it is committed."""

from __future__ import annotations

from dataclasses import dataclass

from posapp.domain.cart import CartLine, OrderDiscount
from posapp.domain.coupon import Spent
from posapp.domain.pricing.values import PricedCart, PricedLine, TaxSum
from posapp.domain.tender import Settlement, Tender


@dataclass(frozen=True, slots=True)
class Sale:
    """`id` is made by the till and unique for ever; `receipt` is store-register-business date-sequence without gaps."""

    id: str
    receipt: str
    shift: str
    staff: str
    business_date: str
    at: str
    currency: str
    priced: PricedCart
    tenders: tuple[Tender, ...]
    settlement: Settlement
    member: str | None = None
    ref: str = ""
    """The source's own reference when the sale was imported or scripted; a till keeps one sale per reference."""
    earned: int = 0
    """Points that the member earned."""

    @property
    def lines(self) -> tuple[PricedLine, ...]:
        """The lines with their amounts."""
        return self.priced.lines

    @property
    def taxes(self) -> tuple[TaxSum, ...]:
        """Tax by rate."""
        return self.priced.taxes


def receipt_number(store: str, register: str, date: str, sequence: int) -> str:
    """The printed number, for instance "S1-1-20261121-0007"; `date` is the ISO business date."""
    return f"{store}-{register}-{date.replace('-', '')}-{sequence:04d}"


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """Everything of a sale but its id and receipt number, which the commit gives it. `removed` goes into the journal
    only: a receipt does not tell what a customer left behind; nor who gave the `discounts` of the whole basket, nor
    which `coupons` were on it, nor the `counted` offers, of which a member has so many."""

    shift: str
    staff: str
    business_date: str
    at: str
    currency: str
    priced: PricedCart
    tenders: tuple[Tender, ...]
    settlement: Settlement
    member: str | None = None
    ref: str = ""
    removed: tuple[CartLine, ...] = ()
    discounts: tuple[OrderDiscount, ...] = ()
    earned: int = 0
    coupons: tuple[Spent, ...] = ()
    counted: tuple[str, ...] = ()
