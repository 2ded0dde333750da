"""What is still owed for an order, by its goods, and the sale that paid it: one purchase on two papers.

Once the goods are given out they come back by the order, whichever of the two papers is shown, and the money over what
was paid for it online and at the counter. So nothing comes back twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.money import allocate, divide
from posapp.domain.order import Order
from posapp.domain.pickup import OVER, Stand, balance_of, begun, left_to_hand, moved, sku_of, stand
from posapp.domain.sold import Paid, Sold

_SOURCE: Final = "order "


def source_of_balance(id_: str) -> str:
    """What the sale of a balance says brought the customer here."""
    return _SOURCE + id_


def order_of_source(source: str) -> str:
    """The order that a sale says it is for; "" for none."""
    return source.removeprefix(_SOURCE) if source.startswith(_SOURCE) else ""


def balance_shares(order: Order, now: Stand) -> tuple[tuple[int, int], ...]:
    """(line, minor units) of what is still owed, by the goods that are ready."""
    ready = [line for line, _ in left_to_hand(now)]
    nets = [order.lines[line - 1].amount - order.lines[line - 1].discount for line in ready]
    return tuple(zip(ready, allocate(balance_of(order, now), nets), strict=True))


Goods = tuple[str, int, int]
"""(sku, thousandths, minor units) of a line."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How an order's balance was paid: by the sale of this receipt, which has a line for each of the order's that was
    ready."""

    receipt: str
    lines: tuple[Goods, ...]


def balance_paid(order: Order) -> Balance | None:
    """By the step that tells of the payment, or that gave the goods out; None where nothing was owed by then, or it
    was given back since."""
    now, found = begun(order), None
    for step in order.steps:
        if step.act in ("paid", "hand_over") and step.receipt and found is None:
            found = Balance(step.receipt, owed_lines(order, now))
        if step.act == "unpaid" and found is not None and found.receipt == step.receipt:
            found = None
        with suppress(Refused):
            now = moved(order, now, step)
    return found


def owed_lines(order: Order, now: Stand) -> tuple[Goods, ...]:
    """The lines of a sale that pays what is owed for what is ready."""
    at = dict(left_to_hand(now))
    shares = balance_shares(order, now) if at else ()
    return tuple((sku_of(order, now, line), at[line], share) for line, share in shares)


def pays(lines: Iterable[Goods], owed: Iterable[Goods]) -> bool:
    """Whether a sale of these lines has all that is owed: one that only says that it is for the order pays nothing of
    it."""
    wanted = Counter(owed)
    return bool(wanted) and wanted <= Counter(lines)


def back_by_order(order: Order) -> bool:
    """Whether goods of the order, and what was paid for them, come back by it alone: some were given out, or nothing
    ever will be. Before that the balance's own receipt takes it back."""
    now = stand(order)
    return now.state in OVER or any(x.handed for x in now.lines)


def lines_of_balance(sold: Sold, balance: Balance) -> frozenset[int]:
    """The lines of the sale that are the order's; none where it does not have all of them."""
    found: set[int] = set()
    for told in balance.lines:
        fits = (x.number for x in sold.lines if (x.product.sku, x.quantity, x.net) == told and x.number not in found)
        number = next(fits, 0)
        if not number:
            return frozenset()
        found.add(number)
    return frozenset(found)


def without_balance(sold: Sold, lines: frozenset[int]) -> Sold:
    """The sale without those goods of the order, and without what paid for them."""
    paid = [_rest(p, share) for p, share in _shares(sold, lines)]
    return replace(sold, lines=tuple(x for x in sold.lines if x.number not in lines), paid=tuple(paid))


def paid_for_balance(sold: Sold, lines: frozenset[int], first: int) -> tuple[Paid, ...]:
    """What of the sale's tenders paid for those goods, numbered from `first` on."""
    parts = [part_of(p, share) for p, share in _shares(sold, lines)]
    return tuple(replace(p, number=n) for n, p in enumerate(parts, first))


def _shares(sold: Sold, lines: frozenset[int]) -> Sequence[tuple[Paid, int]]:
    """Of each tender what it paid of these lines, as a refund is split (M8)."""
    worth = min(sum(x.net for x in sold.lines if x.number in lines), sum(p.due for p in sold.paid))
    shares = allocate(worth, [p.due for p in sold.paid]) if sold.paid else ()
    return tuple(zip(sold.paid, shares, strict=True))


def part_of(paid: Paid, share: int) -> Paid:
    """So much of the tender; what cash was rounded by is in no part."""
    cash = min(share, paid.cash) if paid.type == "cash" else 0
    points, bonus = (divide(units * share, paid.due) if paid.due else 0 for units in (paid.points, paid.bonus))
    return replace(paid, due=share, cash=cash, points=points, bonus=bonus)


def _rest(paid: Paid, share: int) -> Paid:
    part = part_of(paid, share)
    points, bonus = paid.points - part.points, paid.bonus - part.bonus
    return replace(paid, due=paid.due - share, cash=paid.cash - part.cash, points=points, bonus=bonus)
