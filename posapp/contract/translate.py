"""From the shop's values to the bodies that travel: pure functions, one for each kind of entry that holds goods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posapp.contract.coupon_ops import CouponOp, CouponReleasedOp
from posapp.contract.ops import BasketClearedOp, DiscountOp, GivenOp, LineOp, SaleOp, TaxOp, TenderOp
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.tender_ops import DrawnOp
from posapp.contract.translate_offers import offer_op
from posapp.contract.translate_returns import return_op
from posapp.domain.cart import CartLine, OrderDiscount
from posapp.domain.coupon import Spent
from posapp.domain.money import divide
from posapp.domain.pricing.values import PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.reduction import Given
from posapp.domain.sale import Sale

_UNIT = 1000


def sale_op(
    sale: Sale,
    removed: Iterable[CartLine] = (),
    discounts: Iterable[OrderDiscount] = (),
    coupons: Iterable[Spent] = (),
    counted: Iterable[str] = (),
    page: str = "",
    offers: Iterable[Promotion] = (),
    loyalty: LoyaltyOp | None = None,
) -> SaleOp:
    """The body of kind "sale"; `removed`: what was taken out of the basket again; `discounts`: of the whole basket;
    `page`: the token of the receipt's page; `offers`: by which its rest is priced when something comes back."""
    settlement = sale.settlement
    goods = frozenset([line.line.product.sku for line in sale.lines])
    return SaleOp(
        id=sale.id,
        receipt=sale.receipt,
        shift=sale.shift,
        lines=tuple([line_op(line) for line in sale.priced.lines]),
        total=settlement.total,
        tenders=tuple([TenderOp(t.type, t.amount, t.reference) for t in sale.tenders]),
        taxes=tuple([TaxOp(t.id, t.percent, t.base, t.tax) for t in sale.priced.taxes]),
        rounding=settlement.rounding,
        change=settlement.change,
        member=sale.member,
        currency=sale.currency,
        removed=tuple([line_op(_priced(line)) for line in removed]),
        given=given_ops([line.line for line in sale.lines], discounts),
        attempts=told_attempts([t.attempt for t in sale.tenders]),
        coupons=tuple([coupon_op(coupon) for coupon in coupons]),
        counted=tuple(counted),
        note=sale.note,
        source=sale.source,
        associate=sale.associate,
        drawn=drawn_ops([(t.account, t.points, t.bonus, t.reserved, t.proof, t.named) for t in sale.tenders]),
        earned=sale.earned,
        page=page,
        back=return_op(sale.back, sale.lines),
        offers=tuple([offer_op(offer, goods) for offer in offers]),
        loyalty=loyalty,
    )


def coupon_op(coupon: Spent) -> CouponOp:
    """A coupon of a basket."""
    return CouponOp(coupon.code, coupon.use, coupon.amount, coupon.gave, coupon.reserved)


def given_ops(lines: Iterable[CartLine], discounts: Iterable[OrderDiscount]) -> tuple[GivenOp, ...]:
    """What people gave: by line, then of the whole basket."""
    found = []
    for n, line in enumerate(lines, 1):
        if line.override is not None and line.override_by.staff:
            found.append(GivenOp(n, "tag_differs" if line.tag else "override", *_people(line.override_by)))
        if line.discount is not None:
            found.append(GivenOp(n, "manual", *_people(line.discount.by)))
    found += [GivenOp(0, d.kind, *_people(d.by)) for d in discounts if d.by.staff]
    return tuple(found)


def _people(by: Given) -> tuple[str, str]:
    return by.staff, by.approver


def told_attempts(attempts: Sequence[str]) -> tuple[str, ...]:
    """The payment attempts of a sale's tenders, as its body names them."""
    return tuple(attempts) if any(attempts) else ()


def drawn_ops(purses: Iterable[tuple[str, int, int, str, str, str]]) -> tuple[DrawnOp, ...]:
    """Of each tender (account, points, bonus, reservation, proof, name), as the sale's body names those that have an
    account."""
    return tuple([DrawnOp(n, *purse) for n, purse in enumerate(purses, 1) if purse[0]])


def line_op(priced: PricedLine) -> LineOp:
    """One sold line; only an unlisted item carries its name and category, all others are in the product feed."""
    line = priced.line
    product = line.product
    implied = extended(priced.unit, line.quantity)
    return LineOp(
        sku=product.sku,
        unit=priced.unit,
        qty=line.quantity,
        gross=None if priced.gross == implied else priced.gross,
        off=tuple([DiscountOp(d.kind, d.id, d.amount) for d in priced.discounts]),
        tax=priced.tax,
        tax_id=product.tax,
        code=line.code,
        name=product.name("zh") if line.unlisted else "",
        category=product.category if line.unlisted else "",
        serial=line.serial,
        associate=line.associate,
        rung=line.rung,
    )


def extended(unit: int, quantity: int) -> int:
    """Unit price times quantity (thousandths), rounded half away from zero: the gross of a line that names none."""
    return unit * quantity // _UNIT if quantity % _UNIT == 0 else divide(unit * quantity, _UNIT)


def line_gross(op: LineOp) -> int:
    """The gross of a line as it was meant: given, or unit price times quantity."""
    return extended(op.unit, op.qty) if op.gross is None else op.gross


def basket_cleared_op(
    lines: Iterable[PricedLine],
    removed: Iterable[CartLine],
    reason: str = "",
    approver: str = "",
) -> BasketClearedOp:
    """The body of kind "basket_cleared"."""
    return BasketClearedOp(
        lines=tuple([line_op(line) for line in lines]),
        reason=reason,
        approver=approver,
        removed=tuple([line_op(_priced(line)) for line in removed]),
    )


def coupons_back(coupons: Iterable[OrderDiscount], why: str) -> CouponReleasedOp | None:
    """The body of kind "coupon_released"; None where the hub keeps none of these coupons."""
    kept = tuple([CouponOp(d.id, d.use) for d in coupons if d.use])
    return CouponReleasedOp(kept, why) if kept else None


def _priced(line: CartLine) -> PricedLine:
    """A line that has left the basket, at list price."""
    unit = line.product.price if line.override is None else line.override
    gross = extended(unit, line.quantity) if line.amount is None else line.amount
    return PricedLine(line, unit, gross, (), gross, 0)
