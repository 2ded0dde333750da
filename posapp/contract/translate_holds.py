"""A held basket as it travels, and back: at another till the same goods cost the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import msgspec

from posapp.contract.coupon_ops import HeldCouponOp
from posapp.contract.ops import BasketHeldOp, DiscountOp, HeldLineOp, ReductionOp
from posapp.contract.translate_offers import offer_of, offer_op
from posapp.domain.basket import Basket
from posapp.domain.cart import MOST_ID, MOST_NOTE, MOST_SERIAL, MOST_SOURCE, Cart, CartLine, OrderDiscount
from posapp.domain.catalog import Product, priced_at
from posapp.domain.errors import Refused
from posapp.domain.hold import MOST_LINES
from posapp.domain.reduction import NOBODY, WHOLE, Given, LineDiscount
from posapp.domain.typed import shown


def basket_held_op(basket: Basket, label: str, total: int) -> BasketHeldOp:
    """The body of kind "basket_held"."""
    cart = basket.cart
    skus = frozenset(line.product.sku for line in cart.lines)
    return BasketHeldOp(
        lines=tuple(_line_op(line) for line in cart.lines),
        total=total,
        began=basket.began,
        label=label,
        prices_asked=basket.prices_asked,
        member=cart.member,
        removed=tuple(_line_op(line) for line in cart.removed),
        offers=tuple(offer_op(offer, skus) for offer in basket.offers or ()),
        discounts=tuple(
            DiscountOp(d.kind, d.id, d.amount) for d in cart.discounts if d.by == NOBODY and d.kind != "coupon"
        ),
        given=tuple(_given_op(d) for d in cart.discounts if d.by != NOBODY),
        tier=cart.tier,
        coupons=tuple(_coupon_op(d) for d in cart.discounts if d.kind == "coupon"),
        note=cart.note,
        source=cart.source,
        associate=cart.associate,
    )


def _coupon_op(d: OrderDiscount) -> HeldCouponOp:
    return HeldCouponOp(d.id, d.use, d.amount, d.percent, d.spend, d.waits, d.reserved)


def _coupon(op: HeldCouponOp) -> OrderDiscount:
    figures = {"spend": op.spend, "use": op.use, "waits": op.waits, "reserved": op.reserved}
    return OrderDiscount("coupon", op.code, op.amount, op.percent, **figures)  # type: ignore[arg-type]


def is_sound(op: BasketHeldOp) -> bool:
    """Whether it is goods at prices, nothing that would pay money out, and what was given by hand names who gave it: a
    till that was tampered with sends others."""
    lines = all(
        x.qty > 0
        and x.price >= 0
        and (x.amount is None or x.amount > 0)
        and (x.override is None or x.override >= 0 and x.by is not None)
        and x.given >= 0
        for x in (*op.lines, *op.removed)
    )
    by_hand = [less for x in (*op.lines, *op.removed) if (less := x.less) is not None]
    given = [x.by for x in (*op.lines, *op.removed) if x.by is not None]
    named = all(x.staff for x in (*by_hand, *given, *op.given))
    reductions = named and all(
        x.amount >= 0 and 0 <= x.percent <= WHOLE and (x.most or 0) >= 0 and x.step >= 0 for x in (*by_hand, *op.given)
    )
    coupons = all(x.amount >= 0 and 0 <= x.percent <= WHOLE and x.spend >= 0 for x in op.coupons)
    whole = op.total >= 0 and all(discount.amount >= 0 for discount in op.discounts)
    return lines and reductions and coupons and whole


def is_small(op: BasketHeldOp) -> bool:
    """Whether every till of the shop may be given a copy; hub and till hold to the same limit."""
    discounts = len(op.discounts) + len(op.given) + len(op.coupons)
    return len(op.lines) + len(op.removed) <= MOST_LINES and discounts <= MOST_LINES


def basket_of(op: BasketHeldOp, find: Callable[[str], Product | None]) -> Basket:
    """The basket as it was set aside, of the goods that `find` knows; Refused("unknown_sku") for one it does not,
    Refused("hold_too_large").

    msgspec.ValidationError where only a newer program knows what an offer or discount means, or it is not `is_sound`.
    """
    if not is_sound(op):
        raise msgspec.ValidationError("no basket of goods")
    if not is_small(op):
        raise Refused("hold_too_large")
    lines = _lines(op.lines, 1, op.began, find)
    removed = _lines(op.removed, len(lines) + 1, op.began, find)
    discounts = msgspec.convert(
        [dict(zip(("kind", "id", "amount"), d, strict=True)) for d in map(_parts, op.discounts)],
        tuple[OrderDiscount, ...],
    )
    offers = tuple([offer_of(offer) for offer in op.offers])
    given = msgspec.convert([_given_of(x) for x in op.given], tuple[OrderDiscount, ...])
    cart = Cart(
        lines=lines,
        discounts=(*discounts, *map(_coupon, op.coupons), *given),
        member=op.member,
        next_number=len(lines) + len(removed) + 1,
        removed=removed,
        tier=op.tier,
        note=_words(op.note, MOST_NOTE),
        source=_words(op.source, MOST_SOURCE),
        associate=_words(op.associate, MOST_ID),
    )
    return Basket(cart, began=op.began, prices_asked=op.prices_asked, offers=offers)


def _words(told: str, most: int) -> str:
    return shown(told)[:most]


def _parts(op: DiscountOp) -> tuple[str, str, int]:
    return op.kind, op.id, op.amount


def _line_op(line: CartLine) -> HeldLineOp:
    product, alone = line.product, line.unlisted
    return HeldLineOp(
        sku=product.sku,
        price=product.price,
        qty=line.quantity,
        amount=line.amount,
        override=line.override,
        given=line.given_discount,
        by=None if line.override_by == NOBODY else _by_op(line.override_by),
        tag=line.tag,
        less=None if line.discount is None else _less_op(line.discount),
        code=line.code,
        unlisted=alone,
        name=product.name_zh if alone else "",
        category=product.category if alone else "",
        tax_id=product.tax if alone else "",
        serial=line.serial,
        associate=line.associate,
        rung=line.rung,
    )


def _by_op(by: Given) -> ReductionOp:
    return ReductionOp(by.reason, by.staff, by.approver)


def _less_op(less: LineDiscount) -> ReductionOp:
    by = less.by
    return ReductionOp(by.reason, by.staff, by.approver, amount=less.amount, percent=less.percent, most=less.most)


def _given_op(d: OrderDiscount) -> ReductionOp:
    by = d.by
    return ReductionOp(by.reason, by.staff, by.approver, d.kind, d.amount, d.percent, d.most, d.step)


def _by_of(op: ReductionOp | None) -> Given:
    return NOBODY if op is None else Given(op.reason, op.staff, op.approver)


def _less_of(op: ReductionOp | None) -> LineDiscount | None:
    return None if op is None else LineDiscount(op.amount, op.percent, op.most, _by_of(op))


def _given_of(op: ReductionOp) -> dict[str, object]:
    figures = {"amount": op.amount, "percent": op.percent, "most": op.most, "step": op.step}
    by = {"reason": op.reason, "staff": op.staff, "approver": op.approver}
    return {"kind": op.kind, "id": op.reason or op.kind, "by": by, **figures}


def _lines(
    ops: Iterable[HeldLineOp], first: int, began: str, find: Callable[[str], Product | None]
) -> tuple[CartLine, ...]:
    return tuple(
        CartLine(
            number,
            _product(op, began, find),
            op.qty,
            op.amount,
            op.given,
            op.override,
            op.code,
            op.unlisted,
            _by_of(op.by),
            op.tag,
            _less_of(op.less),
            _words(op.serial, MOST_SERIAL),
            _words(op.associate, MOST_ID),
            _words(op.rung, MOST_ID),
        )
        for number, op in enumerate(ops, first)
    )


def _product(op: HeldLineOp, began: str, find: Callable[[str], Product | None]) -> Product:
    if op.unlisted:
        name = shown(op.name)
        return Product(op.sku, name, name, op.price, op.tax_id, op.category, open_price=True)
    known = find(op.sku)
    if known is None:
        raise Refused("unknown_sku", sku=op.sku)
    return replace(priced_at(known, began), price=op.price)
