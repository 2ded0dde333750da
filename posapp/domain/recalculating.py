"""Goods that come back out of an offer which says that the rest of the basket is priced again (`Promotion.on_return`).

What goes back is what was paid, less what went back before, less the price of what stays with the customer under the
offers of then; never less than nothing, never more than is left. Those offers stand in the sale's entry: today's do not
count. Shares of offers that keep them, of coupons, and of what people gave are read as always.

Every line still comes to what was paid for it, cent by cent, also by tax: what is held back of one line when it comes
back goes out with later ones, as a line of no pieces (quantity 0) of that line's own. So any sequence adds up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from posapp.domain.cart import Cart
from posapp.domain.money import allocate, divide
from posapp.domain.pricing.kept import touching
from posapp.domain.pricing.occasion import customer_of, in_force
from posapp.domain.pricing.remainder import RULED, price_of_rest
from posapp.domain.pricing.values import PriceBook, PricedLine
from posapp.domain.promotion import Promotion
from posapp.domain.returning import back_of
from posapp.domain.sold import Off, ReturnLine, Sold, SoldLine

_KEPT_BACK: Final[Off] = ("given", "", 0)


def offers_then(cart: Cart, lines: Sequence[PricedLine], book: PriceBook) -> tuple[Promotion, ...]:
    """The offers that a sale tells so that its rest can be priced by them: all that could touch its goods, free of the
    conditions that the occasion has fulfilled; none unless one of those that were given asks for it."""
    by_id = book.index.by_id
    given = {d.id for x in lines if x.line.quantity > 0 for d in x.discounts if d.kind in RULED}
    if not any((offer := by_id.get(id_)) is not None and offer.recalculates for id_ in given):
        return ()
    found = in_force(touching(book, cart.lines), book.occasion(customer_of(cart)))
    return tuple(_unconditional(offer) for offer in found)


def _unconditional(offer: Promotion) -> Promotion:
    free = replace(offer, member_only=False, starts=None, ends=None, tier="", coupon="", channel="", hours=())
    return replace(free, per_member=0, per_day=0)


def revalued(cart: Cart) -> Cart:
    """The basket with what its returns are worth together: any of them changes what the others break."""
    if cart.sold is None or not cart.sold.offers or not cart.returns:
        return cart
    lines = recalculated(cart.sold, cart.returns)
    number, numbered = cart.next_number, []
    for line in lines:
        numbered.append(line if line.number else replace(line, number=number))
        number += not line.number
    return replace(cart, returns=tuple(numbered), next_number=number)


def recalculated(sold: Sold, lines: Sequence[ReturnLine]) -> tuple[ReturnLine, ...]:
    """These goods with what goes back for them together, and, as lines of no pieces, what was held back before."""
    goods = {line.number: line for line in sold.lines if not line.shipping}
    wanted = [x for x in lines if x.quantity]
    if not sold.offers or not any(x.of in goods for x in wanted):
        return tuple(wanted)
    shares = _nominal(goods, wanted)
    given = _given(goods, wanted, shares, _amount(sold, goods, wanted))
    here, taken = {x.of for x in wanted if x.of in goods}, dict.fromkeys(goods, 0)
    parts = {n: iter(allocate(given[n], [s.net for s in shares if s.of == n])) for n in here}
    changed = [
        _changed(sold, goods[x.of], x, share, next(parts[x.of]), taken) if x.of in goods else x
        for x, share in zip(wanted, shares, strict=True)
    ]
    before = {x.of: x.number for x in lines if not x.quantity}
    held = [
        _held(sold, goods[n], before.get(n, 0), wanted[0].reason, amount)
        for n, amount in given.items()
        if amount and n not in here
    ]
    return (*changed, *held)


def _amount(sold: Sold, goods: Mapping[int, SoldLine], wanted: Sequence[ReturnLine]) -> int:
    """What goes back: what is left of what was paid, less the price of what stays."""
    left = sum(line.net - line.back_net for line in goods.values())
    stays = {n: line.quantity - line.back - _many(wanted, n) for n, line in goods.items()}
    return max(0, left - price_of_rest(sold.offers, goods.values(), stays))


def _many(wanted: Sequence[ReturnLine], number: int) -> int:
    return sum(x.quantity for x in wanted if x.of == number)


def _nominal(goods: Mapping[int, SoldLine], wanted: Sequence[ReturnLine]) -> list[ReturnLine]:
    """The shares that these goods had, whatever was held back before."""
    found, back = [], {n: line.back for n, line in goods.items()}
    for x in wanted:
        line = goods.get(x.of)
        if line is None:
            found.append(x)
            continue
        at = replace(
            line,
            back=back[x.of],
            back_net=divide(line.net * back[x.of], line.quantity),
            back_tax=divide(line.tax * back[x.of], line.quantity),
        )
        found.append(back_of(at, x.quantity))
        back[x.of] += x.quantity
    return found


def _given(
    goods: Mapping[int, SoldLine], wanted: Sequence[ReturnLine], shares: Sequence[ReturnLine], amount: int
) -> dict[int, int]:
    """So much of `amount` for each line of the sale, never more than is left of it: for the goods that come back, then
    what was held back of others, then the rest."""
    left = {n: line.net - line.back_net for n, line in goods.items()}
    here = {x.of for x in wanted if x.of in goods}
    nominal = {n: sum(s.net for s in shares if s.of == n) for n in here}
    if amount == sum(nominal.values()) and all(nominal[n] <= left[n] for n in here):
        return nominal
    due = {n: _due(line, _many(wanted, n), left[n]) for n, line in goods.items()}
    given = dict.fromkeys(goods, 0)
    for among in (here, goods.keys() - here):
        amount -= _split(given, {n: due[n] for n in sorted(among)}, amount)
    _split(given, {n: left[n] - given[n] for n in sorted(goods)}, amount)
    return given


def _due(line: SoldLine, more: int, left: int) -> int:
    return min(left, max(0, divide(line.net * (line.back + more), line.quantity) - line.back_net))


def _split(given: dict[int, int], most: Mapping[int, int], amount: int) -> int:
    """As much of the amount as these take; how much that is."""
    taken = min(amount, sum(most.values()))
    for n, share in zip(most, allocate(taken, tuple(most.values())), strict=True) if taken else ():
        given[n] += share
    return taken


def _changed(
    sold: Sold, line: SoldLine, wanted: ReturnLine, share: ReturnLine, net: int, taken: dict[int, int]
) -> ReturnLine:
    """The goods with so much for them; what that differs from their share is the offer's, which is broken now."""
    off = share.off if net == share.net else _off(share.off, sold, line, share.net - net)
    tax = _tax(line, taken[line.number], net)
    taken[line.number] += net
    return replace(wanted, gross=share.gross, off=off, net=net, tax=tax)


def _held(sold: Sold, line: SoldLine, number: int, reason: str, amount: int) -> ReturnLine:
    back = ReturnLine(number, line.number, line.product, 0, 0, 0, (), amount, _tax(line, 0, amount), line.percent)
    return replace(back, off=_off((), sold, line, -amount), reason=reason, unlisted=line.unlisted)


def _tax(line: SoldLine, taken: int, net: int) -> int:
    """By the money, cumulatively: all of the line's tax once all of its money is back."""
    if not line.net:
        return 0
    until = divide(line.tax * (line.back_net + taken), line.net) if taken else line.back_tax
    return divide(line.tax * (line.back_net + taken + net), line.net) - until


def _off(off: tuple[Off, ...], sold: Sold, line: SoldLine, more: int) -> tuple[Off, ...]:
    """With so much more by the offer that asks for it."""
    asking = {offer.id for offer in sold.offers if offer.recalculates}
    every = (x for each in (line, *sold.lines) for x in each.off)
    kind, id_, _ = next((x for x in every if x[0] in RULED and x[1] in asking), _KEPT_BACK)
    sums = {(k, i): amount for k, i, amount in off}
    sums[kind, id_] = sums.get((kind, id_), 0) + more
    return tuple((k, i, amount) for (k, i), amount in sums.items() if amount)
