"""Online orders of the shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PROMISE: Final = "promise_minutes"
"""The limit of this name: minutes from an order's arrival until it shall be ready."""
PROMISED: Final = 120
PROMISE_MOST: Final = 10_000


PAID: Final = ".paid"
"""How a step is named that a sale at a counter leaves by what it paid, or gave back, of an order's rest: the sale's
till and this, and the sale's number. One that pays an order may take back goods of another."""
TRANSFERS: Final = "transfer"
"""The channel of orders that one shop has for another: no customer, no code, no money."""


@dataclass(frozen=True, slots=True)
class PickupRules:
    """How a shop runs its orders: days that a ready one waits, and minutes from its arrival until it shall be ready."""

    hold_days: int = 7
    promise_minutes: int = PROMISED


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Ordered goods: thousandths, and minor units before and after what was taken off; `tax` is contained or on top."""

    sku: str
    quantity: int
    amount: int
    discount: int = 0
    tax: int = 0
    serial: str = ""
    final: bool = False
    """The customer was told, and confirmed, that these come back for a fault only."""


@dataclass(frozen=True, slots=True)
class OrderTender:
    """What was paid with, and how much."""

    type: str
    amount: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class OrderStep:
    """What was done with an order, and by whom: `till` and `seq` name its journal entry, "" and a number of its own
    where the hub did it; `number` is the till's in the shop. Which of the rest counts is said by `act`, see
    `domain.pickup`; `handed` is (line, quantity) of what was given out, `worth` what it cost (minor units), `proof`
    that the right code was shown; `heard`: when the hub took it, of a "ready" whose own time is far from that."""

    act: str
    at: str
    staff: str = ""
    till: str = ""
    seq: int = 0
    number: str = ""
    offline: bool = False
    line: int = 0
    quantity: int = 0
    sku: str = ""
    reason: str = ""
    place: str = ""
    approver: str = ""
    alternate: bool = False
    signed: bool = False
    proof: str = ""
    receipt: str = ""
    handed: tuple[tuple[int, int], ...] = ()
    worth: int = 0
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """`state` is one of the states of behaviour C2, as the hub has it; `code` collects it; `member` "" where none
    ordered. `name` and `phone` are the customer's; `promised`: when it shall be ready; `store`: the shop that hands
    it over, "" this one; `hold_days`: how long it waits once it is ready. `steps`: what was done with it, as the hub
    took them; `left_out`: (till, number) of those that it did not take, since others were first; `began`: the state in
    which it came ("": `state`). `salt`: what makes proofs of its code, see
    `order_figures`. Of channel TRANSFERS it is what another shop wants sent: `for_order` and `for_line` say
    what for."""

    id: str
    channel: str
    placed: str
    state: str
    code: str = ""
    member: str = ""
    name: str = ""
    phone: str = ""
    lines: tuple[OrderLine, ...] = ()
    shipping: int = 0
    tenders: tuple[OrderTender, ...] = ()
    promised: str = ""
    store: str = ""
    steps: tuple[OrderStep, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    began: str = ""
    hold_days: int = 7
    note: str = ""
    salt: str = ""
    for_order: str = ""
    for_line: int = 0
    refunds: tuple[tuple[str, int], ...] = ()
    """Of what the hub has its provider give back: (state, minor units in it)."""

    @property
    def total(self) -> int:
        """What the customer owes for it."""
        return sum(line.amount - line.discount for line in self.lines) + self.shipping

    @property
    def paid(self) -> int:
        """What was paid for it before."""
        return sum(tender.amount for tender in self.tenders)


def promise_minutes_of(text: str) -> int | None:
    """The minutes that a shop file says, or None for what is none."""
    plain = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if plain and 0 < int(text) <= PROMISE_MOST else None
