"""A completed sale: what was sold, to which amounts, how it was paid. Immutable from the moment it is committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from posapp.domain.cart import CartLine, OrderDiscount
from posapp.domain.coupon import Spent
from posapp.domain.points_rule import Earning, PointsLeft
from posapp.domain.pricing.values import PricedCart, PricedLine, TaxSum
from posapp.domain.promotion import Promotion
from posapp.domain.sold import TakenBack
from posapp.domain.tender import Settlement, Tender, TenderType
from posapp.domain.topup import TopUp


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
    note: str = ""
    source: str = ""
    associate: str = ""
    """As in the basket."""
    earned: int = 0
    """Points that the member earned; below zero where goods came back."""
    back: TakenBack | None = None
    """Goods that the sale takes back: its lines below zero."""
    topup: TopUp | None = None
    """Money was put onto a balance, or (below zero) given back: paid as a sale is, and none; `receipt` is its own
    number."""

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
    which `coupons` were on it, nor the `counted` offers, of which a member has so many, nor `page`, the token of its
    receipt's page."""

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
    coupons: tuple[Spent, ...] = ()
    counted: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    associate: str = ""
    earned: int = 0
    page: str = ""
    offers: tuple[Promotion, ...] = ()
    """By which the rest is priced when something comes back, see `recalculating`."""
    back: TakenBack | None = None
    earning: Earning | None = None
    points_left: PointsLeft | None = None
    """By which rule a member's sale earned, and what they have after it; the journal tells both."""
    topup: TopUp | None = None
    """It is no sale: this is what was paid."""


def stayed_of(sale: Sale) -> dict[int, int]:
    """What of each tender stayed: the change came out of the cash that was handed over last, then of that before."""
    stayed, change = {}, sale.settlement.change
    for tender in sorted(sale.tenders, key=lambda t: t.number, reverse=True):
        back = min(change, tender.amount) if tender.type == "cash" else 0
        change -= back
        stayed[tender.number] = tender.amount - back
    return stayed


def as_corrected(sale: Sale, said: Mapping[int, tuple[TenderType, str]]) -> Sale:
    """The sale as its corrected tenders tell it (`said`: by number what each really was): what was no cash gave no
    change."""
    stayed, tenders, less = stayed_of(sale), [], 0
    for tender in sale.tenders:
        type_, reference = said.get(tender.number, (tender.type, tender.reference))
        amount = tender.amount if type_ == tender.type else stayed[tender.number]
        less += tender.amount - amount
        tenders.append(replace(tender, type=type_, reference=reference, amount=amount))
    at = sale.settlement
    settlement = replace(at, paid=at.paid - less, change=at.change - less)
    return replace(sale, tenders=tuple(tenders), settlement=settlement)
