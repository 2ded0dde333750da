"""Copies of the shop's online orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from posapp.domain.order import Order
from posapp.domain.pickup import OVER
from posapp.storage.copied import Copied
from posapp.storage.database import Database

OPEN: Final = "#open"
"""By this word all that are not over are found; no code of a person begins so."""
RAN_OUT: Final = "#expired"
LEAST: Final = 4
"""Signs of the end of a number or a telephone number by which an order is found."""


def orders(copies: Database) -> Copied[Order]:
    """By id; found by its last four signs, the code that collects it, the member, the telephone number and its last
    four digits, the goods (`of_goods`), while it is not over by OPEN, and by the day it ran out (`ran_out_on`)."""
    return Copied(copies, "orders", Order, _words)


def of_goods(sku: str) -> str:
    """The word of orders with these goods."""
    return f"#sku {sku}"


def ran_out_on(day: str) -> str:
    """The word of orders that nobody had collected in time on that day (UTC)."""
    return f"{RAN_OUT} {day}"


def _words(order: Order) -> Iterator[str]:
    yield from (word for word in (order.code, order.member, order.phone) if word)
    yield from {order.id[-LEAST:], order.phone[-LEAST:]} - {"", order.id, order.phone}
    yield from {of_goods(line.sku) for line in order.lines}
    if order.state not in OVER:
        yield OPEN
    yield from {ran_out_on(step.at[:10]) for step in order.steps if step.act == "expire"}
