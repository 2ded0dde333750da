"""Copies of the shop's online orders."""

from __future__ import annotations

from collections.abc import Iterator

from posapp.domain.order import Order
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def orders(copies: Database) -> Copied[Order]:
    """By id; found by the code that collects it, the member and the telephone number."""
    return Copied(copies, "orders", Order, _words)


def _words(order: Order) -> Iterator[str]:
    yield from (word for word in (order.code, order.member, order.phone) if word)
