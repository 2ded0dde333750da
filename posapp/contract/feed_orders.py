"""The feed of the shop's own online orders. Personal; a till keeps it encrypted."""

from __future__ import annotations

from posapp.contract.calls import Message
from posapp.contract.feed_figures import Minor, Thousandths, fields
from posapp.domain.order import Order, OrderLine, OrderTender


class OrderLineRow(Message):
    """Ordered goods."""

    sku: str
    quantity: Thousandths
    amount: Minor
    discount: Minor = 0
    tax: Minor = 0
    serial: str = ""


class OrderTenderRow(Message):
    """What was paid with."""

    type: str
    amount: Minor
    code: str = ""


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

    @property
    def key(self) -> str:
        """The order's id."""
        return self.id

    def value(self) -> Order:
        """The order."""
        lines = tuple(OrderLine(**fields(line)) for line in self.lines)
        tenders = tuple(OrderTender(**fields(tender)) for tender in self.tenders)
        return Order(**{**fields(self), "lines": lines, "tenders": tenders})
