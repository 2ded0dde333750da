"""What a step of an online order does to the shop's stock, and how much money goes back. Pure; no database."""

from __future__ import annotations

from posapp.domain import pickup
from posapp.domain.money import allocate
from posapp.domain.order import Order, OrderStep
from posapp.domain.pickup import OVER, Stand


def stock_of(order: Order, before: Stand, after: Stand) -> dict[str, tuple[int, int]]:
    """What a step does to the shop's stock: what was given out has left it, what another shop sent is in it,
    what nobody waits for is promised to nobody any more."""
    found: dict[str, tuple[int, int]] = {}
    for stand, sign in ((before, -1), (after, 1)):
        for number, line in enumerate(order.lines, 1):
            x, sku = stand.lines[number - 1], pickup.sku_of(order, stand, number)
            waits = 0 if stand.state in OVER else line.quantity - x.short - x.moved - x.handed
            on_hand, reserved = found.get(sku, (0, 0))
            found[sku] = (on_hand + sign * (x.came - x.handed), reserved + sign * waits)
    return found


def given_all_the_same(order: Order, stand: Stand, step: OrderStep) -> dict[str, tuple[int, int]]:
    """What left the shop by a hand-over that counts for nothing any more: the goods of its document are gone."""
    found: dict[str, tuple[int, int]] = {}
    for number, units in dict(step.handed).items() or ((n, x.picked) for n, x in enumerate(stand.lines, 1)):
        if 0 < number <= len(order.lines):
            sku = pickup.sku_of(order, stand, number)
            found[sku] = (found.get(sku, (0, 0))[0] - units, 0)
    return found


def goes_back(order: Order, stand: Stand) -> int:
    """Minor units that the customer gets back of what was paid online, as things stand: for what was not found, and for
    all that was not given out of an order that will not be. What was paid at a counter bears its share (M8)."""
    return _shares(order, stand)[0]


def owed_at_counter(order: Order, stand: Stand) -> int:
    """Minor units of what was paid at a counter for goods of an order that will not be: somebody in the shop has to
    give them back."""
    return _shares(order, stand)[1] if stand.state in OVER else 0


def _shares(order: Order, stand: Stand) -> tuple[int, int]:
    paid = order.paid + stand.settled
    if stand.state not in ("CANCELLED", "REJECTED", "EXPIRED"):
        due = max(0, paid + pickup.refunds_of(order, stand) - order.total)  # of a deposit order less is owed
    else:
        due = max(0, paid - sum(pickup.refund_of(order, n, x.handed) for n, x in enumerate(stand.lines, 1)))
    if not stand.settled:
        return due, 0
    online, counter = allocate(due, (order.paid, stand.settled))
    return online, counter
