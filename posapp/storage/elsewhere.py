"""Copies of other shops' stock."""

from __future__ import annotations

from collections.abc import Iterator

from posapp.domain.stock import StockElsewhere
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def elsewhere(copies: Database) -> Copied[StockElsewhere]:
    """By shop and number; found by the product's number."""
    return Copied(copies, "elsewhere", StockElsewhere, _words)


def _words(stock: StockElsewhere) -> Iterator[str]:
    yield stock.sku
