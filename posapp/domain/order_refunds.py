"""How much goes back of what was paid for an order that is not given out, or not all of it: what was paid online goes
back through its provider, by the hub or the channel; what was paid at a counter somebody there gives back, over the
same tenders. Each bears its share (M8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posapp.domain.money import allocate, divide
from posapp.domain.order import Order
from posapp.domain.order_balance import part_of
from posapp.domain.order_figures import refund_of, refunds_of
from posapp.domain.order_stand import Stand
from posapp.domain.pickup import OVER, PAID_BACK
from posapp.domain.returning import gone_back
from posapp.domain.sold import GivenBack, Paid, Sold, SoldLine


def goes_back(order: Order, stand: Stand) -> int:
    """Minor units that the customer gets back of what was paid online, as things stand: for what was not found, and for
    all that was not given out of an order that will not be. What was paid at a counter bears its share (M8)."""
    return _shares(order, stand)[0]


def owed_at_counter(order: Order, stand: Stand) -> int:
    """Minor units of what was paid at a counter for goods of an order that will not be: somebody in the shop has to
    give them back, once."""
    return max(0, _shares(order, stand)[1] - stand.repaid) if stand.state in OVER else 0


def _shares(order: Order, stand: Stand) -> tuple[int, int]:
    paid = order.paid + stand.settled
    if stand.state not in PAID_BACK:
        due = max(0, paid + refunds_of(order, stand) - order.total)  # of a deposit order less is owed
    else:
        due = max(0, paid - sum(refund_of(order, n, x.handed) for n, x in enumerate(stand.lines, 1)))
    if not stand.settled:
        return due, 0
    online, counter = allocate(due, (order.paid, stand.settled))
    return online, counter


def online_shares(order: Order, stand: Stand) -> Sequence[int]:
    """Of each tender of the order what goes back to it."""
    whole = [tender.amount for tender in order.tenders]
    return allocate(min(goes_back(order, stand), sum(whole)), whole) if whole else ()


def reserved(paid: Paid, share: int) -> Paid:
    """The tender without what goes back, or has to, because of goods that were never given out."""
    part = part_of(paid, share)
    return gone_back(paid, GivenBack(paid.number, share, part.cash, part.points, part.bonus))


def counter_shares(order: Order, stand: Stand, counter: Sequence[Paid]) -> Sequence[int]:
    """Of each tender at the counter what is owed there, before any of it was given back."""
    whole, owed = [paid.due for paid in counter], owed_at_counter(order, replace(stand, repaid=0))
    return allocate(min(owed, sum(whole)), whole) if sum(whole) else [0] * len(whole)


def owed_sold(sold: Sold, order: Order, stand: Stand, counter: Sequence[Paid]) -> Sold:
    """What the shop still owes at the counter for the order, to be given back like goods, all at once: the lines that
    were not given out, and the tenders that had paid for them there."""
    shares = counter_shares(order, stand, counter)
    paid = tuple(part_of(p, share) for p, share in zip(counter, shares, strict=True) if share)
    never = [line for line in sold.lines if line.never]
    nets = allocate(sum(shares), [line.never_net for line in never]) if never else ()
    lines = tuple(_money(line, net) for line, net in zip(never, nets, strict=True) if net)
    return replace(sold, kind="owed", lines=lines, paid=paid)


def _money(line: SoldLine, net: int) -> SoldLine:
    tax, unit = divide(net * line.percent, 100_000 + line.percent), divide(net * 1000, line.never)
    plain = replace(line, quantity=line.never, unit=unit, gross=net, off=(), net=net, tax=tax, serial="")
    return replace(plain, back=0, back_net=0, back_tax=0, never=0, pending=0, shipping=False)
