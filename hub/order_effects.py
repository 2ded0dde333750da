"""What a step of an online order does to the shop's stock, and how much money goes back. Pure; no database."""

from __future__ import annotations

from posapp.domain import pickup
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
    """What left the shop by a hand-over that counts for nothing any more: the goods of its document are gone, no more
    of them than were ordered."""
    found: dict[str, tuple[int, int]] = {}
    for number, units in dict(step.handed).items() or ((n, x.picked) for n, x in enumerate(stand.lines, 1)):
        if 0 < number <= len(order.lines):
            sku = pickup.sku_of(order, stand, number)
            given = max(0, min(units, order.lines[number - 1].quantity))
            found[sku] = (found.get(sku, (0, 0))[0] - given, 0)
    return found
