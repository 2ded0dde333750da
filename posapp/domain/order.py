"""Online orders of the shop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Ordered goods: thousandths, and minor units before and after what was taken off; `tax` is contained or on top."""

    sku: str
    quantity: int
    amount: int
    discount: int = 0
    tax: int = 0
    serial: str = ""


@dataclass(frozen=True, slots=True)
class OrderTender:
    """What was paid with, and how much."""

    type: str
    amount: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """`state` is one of the states of behaviour C2; `code` collects it; `member` "" where none ordered. `name` and
    `phone` are the customer's."""

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
