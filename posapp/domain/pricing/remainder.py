"""What stays of a sale, priced again by the offers of then: for offers that ask for it when something comes back.

Steps 1 to 3 of money rule M3 as they were at the sale: the price of then, item promotions, thresholds. What is no offer
(a price list, a coupon, what a person gave), and what offers gave that keep their shares, stays with its share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from posapp.domain.cart import UNIT, CartLine
from posapp.domain.money import divide
from posapp.domain.pricing.index import index
from posapp.domain.pricing.item_promotions import item_promotions
from posapp.domain.pricing.occasion import ANYBODY
from posapp.domain.pricing.thresholds import threshold_promotions
from posapp.domain.pricing.unit_price import Start, Takes
from posapp.domain.pricing.values import Discount, PricedLine, price_book, taken_off
from posapp.domain.promotion import Promotion
from posapp.domain.sold import SoldLine

RULED: Final = frozenset({"promotion", "threshold"})
"""Kinds of discount that an offer gave."""
_PRICE: Final = frozenset({"price_list", "override", "tag_differs", "given"})
_BY_HAND: Final = _PRICE - {"price_list"}


def price_of_rest(offers: Sequence[Promotion], lines: Iterable[SoldLine], stays: Mapping[int, int]) -> int:
    """Minor units for so many thousandths (`stays`) of each line, by the conditions of these offers alone: whoever was
    given them had fulfilled the others."""
    rest = [line for line in lines if stays.get(line.number)]
    asking = {offer.id for offer in offers if offer.recalculates}
    kept = {id_ for line in rest for kind, id_, _ in line.off if kind in RULED} - asking
    starts = {i: _start(line, stays[line.number], kept) for i, line in enumerate(rest)}
    items = index(tuple(offer for offer in offers if offer.id not in kept)).items
    taking = [i for i, start in starts.items() if start.takes is not Takes.NOTHING]
    narrow = {i: found for i in taking if (found := items.narrow(rest[i].product))}
    whole = items.whole if taking else ()
    given = item_promotions(starts, narrow, whole) if narrow or whole else {}
    known = {offer.id for offer in offers}
    priced = [_priced(start, given.get(i, ()), _items_kept(rest[i], start, kept, known)) for i, start in starts.items()]
    book = price_book("inclusive", {}, [o for o in offers if not (o.threshold and o.id in kept)])
    shares = threshold_promotions(priced, book, ANYBODY) if book.index.thresholds else {}
    nets = (x.net - taken_off(shares.get(i, ())) - _beside(rest[i], x.line, kept) for i, x in enumerate(priced))
    return sum(max(0, net) for net in nets)


def _start(line: SoldLine, stays: int, kept: set[str]) -> Start:
    begun = line.gross - sum(amount for kind, _, amount in line.off if kind in _PRICE)
    by_unit = begun == divide(line.unit * line.quantity, UNIT)
    worth = divide(line.unit * stays, UNIT) if by_unit else _of(line, begun, stays)
    cart_line = CartLine(line.number, line.product, stays)
    return Start(cart_line, line.unit, worth, (), worth, _takes(line, by_unit, kept), cart_line.pieces)


def _takes(line: SoldLine, by_unit: bool, kept: set[str]) -> Takes:
    product = line.product
    fixed = any(kind in _BY_HAND or (kind == "promotion" and id_ in kept) for kind, id_, _ in line.off)
    if fixed or line.unlisted or product.no_offers or product.open_price:
        return Takes.NOTHING
    if not by_unit:
        return Takes.PERCENT if product.weighed else Takes.NOTHING
    return Takes.RATE if product.weighed else Takes.PIECES


def _items_kept(line: SoldLine, start: Start, kept: set[str], known: set[str]) -> tuple[Discount, ...]:
    found = [(id_, amount) for kind, id_, amount in line.off if kind == "promotion" and id_ in kept]
    return tuple(
        Discount("promotion" if id_ in known else "given", id_, _of(line, amount, start.line.quantity))
        for id_, amount in found
    )


def _priced(start: Start, given: tuple[Discount, ...], kept: tuple[Discount, ...]) -> PricedLine:
    discounts = (*given, *kept)
    net = start.net - sum(d.amount for d in discounts)
    return PricedLine(start.line, start.unit, start.gross, discounts, net, 0)


def _beside(line: SoldLine, stays: CartLine, kept: set[str]) -> int:
    """What came off after the item promotions and stays off: kept thresholds, coupons, what a person gave."""
    off = [x for x in line.off if x[0] not in RULED | _PRICE or (x[0] == "threshold" and x[1] in kept)]
    return _of(line, sum(amount for _, _, amount in off), stays.quantity)


def _of(line: SoldLine, whole: int, stays: int) -> int:
    """The part of it that stays, where what came back took its share by cumulative rounding (M4)."""
    return whole - divide(whole * (line.quantity - stays), line.quantity)
