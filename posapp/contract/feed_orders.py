"""The feed of the shop's own online orders. Personal; a till keeps it encrypted."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, Thousandths, fields
from posapp.domain.order import Order, OrderLine, OrderStep, OrderTender


class OrderLineRow(Message):
    """Ordered goods."""

    sku: str
    quantity: Thousandths
    amount: Minor
    discount: Minor = 0
    tax: Minor = 0
    serial: str = ""
    final: bool = False


class OrderTenderRow(Message):
    """What was paid with."""

    type: str
    amount: Minor
    code: str = ""


class OrderStepRow(Message):
    """What was done with it, see domain.order."""

    act: str
    at: str
    staff: str = ""
    till: str = ""
    seq: int = 0
    number: str = ""
    offline: bool = False
    line: int = 0
    quantity: Thousandths = 0
    sku: str = ""
    reason: str = ""
    place: str = ""
    approver: str = ""
    alternate: bool = False
    signed: bool = False
    proof: str = ""
    receipt: str = ""
    worth: Minor = 0
    handed: tuple[tuple[int, Thousandths], ...] = ()
    heard: str = ""

    @classmethod
    def of(cls, step: OrderStep) -> OrderStepRow:
        """The row of a step."""
        return cls(**{name: getattr(step, name) for name in cls.model_fields})


class OrderRow(Message):
    """An order, see domain.order."""

    id: str
    channel: str = "online"
    placed: str
    state: str
    code: str = ""
    member: str = ""
    name: str = ""
    phone: str = ""
    lines: tuple[OrderLineRow, ...] = ()
    shipping: Minor = 0
    tenders: tuple[OrderTenderRow, ...] = ()
    promised: str = ""
    store: str = ""
    steps: tuple[OrderStepRow, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    began: str = ""
    hold_days: int = 7
    note: str = ""
    salt: str = ""
    for_order: str = ""
    for_line: int = 0
    refunds: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        """The order's id."""
        return self.id

    def value(self) -> Order:
        """The order."""
        lines = tuple(OrderLine(**fields(line)) for line in self.lines)
        tenders = tuple(OrderTender(**fields(tender)) for tender in self.tenders)
        steps = tuple(OrderStep(**fields(step)) for step in self.steps)
        return Order(**{**fields(self), "lines": lines, "tenders": tenders, "steps": steps})
