"""Why a basket costs what it costs: which offers applied, how much to which line, and which nearly did.

An offer is near when at least half of what it asks for is there, and the rest of it would save something: that is
found out by pricing the basket with the rest in it, so it is never said of an offer that a better one outdoes. As
that costs time, it is done when somebody asks, for the nearest offers only, never at a scan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from posapp.domain import cart as carts
from posapp.domain.cart import UNIT, Cart, CartLine
from posapp.domain.catalog import Product
from posapp.domain.pricing.groups import group_size
from posapp.domain.pricing.occasion import customer_of, in_force
from posapp.domain.pricing.price import price
from posapp.domain.pricing.unit_price import Takes, start
from posapp.domain.pricing.values import PriceBook, PricedCart
from posapp.domain.promotion import GROUP_KINDS, Part, Promotion

MOST: Final = 8
"""So many of the nearest offers are tried."""

Find = Callable[[str], Product | None]
"""The product of a sku at its price for this basket."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What an offer took off: in all, and (line number, amount) of each line."""

    promotion: Promotion
    amount: int
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """With so many pieces more of `product` (one of the goods that count), or goods for so much more, the basket would
    save `saves` more than it does."""

    promotion: Promotion
    saves: int
    pieces: int = 0
    product: Product | None = None
    spend: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """The offers that applied, the greatest first, and those that nearly did, the nearest first. `as_member`: what
    anybody's basket would save as that of a member without a tier."""

    applied: tuple[Applied, ...] = ()
    near: tuple[Near, ...] = ()
    as_member: int = 0


class _Line(NamedTuple):
    """A line that may take offers: its pieces, and its worth when conditions are tested."""

    line: CartLine
    pieces: int
    worth: int
    takes: Takes


class _Missing(NamedTuple):
    """What an offer waits for; `share`: how much of it is not there, in thousandths."""

    share: int
    promotion: Promotion
    pieces: int = 0
    product: Product | None = None
    spend: int = 0


def explain(cart: Cart, book: PriceBook, priced: PricedCart, find: Find) -> Explained:
    """Of this basket, priced by this book."""
    near = tuple(_near(cart, book, priced, find))
    return Explained(tuple(_applied(book, priced)), near, _as_member(cart, book, priced))


def _as_member(cart: Cart, book: PriceBook, priced: PricedCart) -> int:
    if cart.member is not None:
        return 0
    return max(0, priced.total - price(replace(cart, member=""), book).total)


def _applied(book: PriceBook, priced: PricedCart) -> list[Applied]:
    given: dict[str, list[tuple[int, int]]] = {}
    for line in priced.lines:
        for discount in line.discounts:
            if discount.kind in ("promotion", "threshold"):
                given.setdefault(discount.id, []).append((line.line.number, discount.amount))
    found = [
        Applied(book.index.by_id[id_], sum([amount for _, amount in lines]), tuple(lines))
        for id_, lines in given.items()
    ]
    return sorted(found, key=lambda a: (-a.amount, a.promotion.id))


def _near(cart: Cart, book: PriceBook, priced: PricedCart, find: Find) -> Iterator[Near]:
    goods = _lines(cart, book), _lines_after(cart, book, priced)
    missing = [m for p in _candidates(cart, book) for m in _missing(p, cart, goods[p.threshold], find)]
    for what in sorted(missing, key=lambda m: (m.share, m.promotion.id))[:MOST]:
        saves = _saves(what, cart, book, priced)
        if saves > 0:
            yield Near(what.promotion, saves, what.pieces, what.product, what.spend)


def _candidates(cart: Cart, book: PriceBook) -> list[Promotion]:
    """The offers in force that look at something in the basket."""
    occasion = book.occasion(customer_of(cart))
    scopes = (book.index.items, book.index.thresholds)
    touching = {
        p.id: p for scope in scopes for p in (*scope.whole, *(p for x in cart.lines for p in scope.narrow(x.product)))
    }
    return in_force(touching.values(), occasion)


def _missing(p: Promotion, cart: Cart, goods: list[_Line], find: Find) -> Iterator[_Missing]:
    lines = [x for x in goods if p.covers(x.line.product.sku, x.line.product.category)]
    if p.parts:
        yield from _missing_parts(p, lines, find)
    elif p.kind in GROUP_KINDS:
        size, there = group_size(p), sum([x.pieces for x in lines if x.takes is Takes.PIECES])
        if size > 1 and not (p.per_basket and there // size >= p.per_basket):
            yield from _pieces(p, there % size, size, _cheapest(lines))
    else:
        yield from _missing_condition(p, lines)
        if p.kind == "gift" and not any(x.product.sku == p.gift for x in cart.lines):
            gift = find(p.gift)
            if gift is not None:
                yield _Missing(0, p, max(p.free, 1), gift)


def _lines(cart: Cart, book: PriceBook) -> list[_Line]:
    """What item offers look at: the lines that may take any, at their price before them."""
    begun = [start(line, cart.member is not None, book.at, cart.tier) for line in cart.lines]
    return [_Line(x.line, x.pieces, x.net, x.takes) for x in begun if x.takes is not Takes.NOTHING]


def _lines_after(cart: Cart, book: PriceBook, priced: PricedCart) -> list[_Line]:
    """What thresholds look at: the lines after the item offers."""
    after = priced.basis.item_lines if priced.basis is not None else priced.lines
    takes = {x.line.number: x.takes for x in _lines(cart, book)}
    return [
        _Line(x.line, x.line.pieces, x.net, takes.get(x.line.number, Takes.NOTHING))
        for x in after
        if not x.line.product.no_offers
    ]


def _missing_condition(p: Promotion, lines: list[_Line]) -> Iterator[_Missing]:
    """The first point above what is there at which it would begin, or give more."""
    pieces, spend = sum([x.pieces for x in lines]), sum([x.worth for x in lines])
    for quantity, amount in _goals(p, pieces, spend):
        if pieces >= quantity and spend >= amount:
            continue
        if pieces < quantity:
            yield from _pieces(p, pieces, quantity, _cheapest(lines))
        elif 2 * spend >= amount:
            yield _Missing(1000 - 1000 * spend // amount, p, spend=amount - spend)
        return


def _goals(p: Promotion, pieces: int, spend: int) -> Iterator[tuple[int, int]]:
    yield p.quantity, p.spend
    for step in p.steps:
        yield step.quantity, step.spend
    if p.each:
        times = min([have // one for have, one in ((pieces, p.quantity), (spend, p.spend)) if one], default=0) + 1
        if not p.per_basket or times <= p.per_basket:
            yield times * p.quantity, times * p.spend


def _missing_parts(p: Promotion, lines: list[_Line], find: Find) -> Iterator[_Missing]:
    """Of a bundle of which the pieces of one part are wanting."""
    there = [sum([x.pieces for x in lines if _of(part, x.line.product)]) for part in p.parts]
    groups = min([have // part.quantity for have, part in zip(there, p.parts, strict=True)])
    if p.per_basket and groups >= p.per_basket:
        return
    short = [
        (part, part.quantity * (groups + 1) - have)
        for have, part in zip(there, p.parts, strict=True)
        if have < part.quantity * (groups + 1)
    ]
    if len(short) != 1:
        return
    (part, wanting), size = short[0], group_size(p)
    known = (x.line.product for x in lines if _of(part, x.line.product))
    product = next(known, None) or next(filter(None, map(find, sorted(part.skus))), None)
    yield from _pieces(p, size - wanting, size, product)


def _of(part: Part, product: Product) -> bool:
    return product.sku in part.skus or product.category in part.categories


def _pieces(p: Promotion, there: int, wanted: int, product: Product | None) -> Iterator[_Missing]:
    if product is not None and 2 * there >= wanted:
        yield _Missing(1000 - 1000 * there // wanted, p, wanted - there, product)


def _cheapest(lines: Iterable[_Line]) -> Product | None:
    """Something of which one may take another piece."""
    counted = [(x.worth // x.pieces, x.line.product.sku, x.line.product) for x in lines if x.takes is Takes.PIECES]
    return min(counted, key=lambda x: x[:2])[2] if counted else None


def _saves(what: _Missing, cart: Cart, book: PriceBook, priced: PricedCart) -> int:
    """How much more the basket would save with it, if it is this offer that would give more."""
    if what.product is not None:
        more = carts.add(cart, what.product, what.pieces * UNIT)
    else:
        filler = _filler(what, cart)
        if filler is None:
            return 0
        more = carts.add(cart, filler)
    after = price(more, book, priced)
    was, now = (sum(_of_offer(what.promotion, lines)) for lines in (priced, after))
    return after.discount - priced.discount if now > was else 0


def _filler(what: _Missing, cart: Cart) -> Product | None:
    """Goods for just the missing sum that count for the offer: one of the basket's at another price."""
    p = what.promotion
    line = next(
        (x for x in cart.lines if p.covers(x.product.sku, x.product.category) and not x.product.no_offers), None
    )
    if line is None:
        return None
    plain = replace(line.product, price=what.spend, prices=(), weighed=False, serial=True, open_price=False)
    return plain if p.skus else replace(plain, sku="")


def _of_offer(promotion: Promotion, priced: PricedCart) -> Iterator[int]:
    return (d.amount for line in priced.lines for d in line.discounts if d.id == promotion.id)
