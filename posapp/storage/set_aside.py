"""Copies of what came back to this shop and is not for sale."""

from __future__ import annotations

from posapp.domain.stock import StockAside
from posapp.storage.copied import Copied
from posapp.storage.database import Database


def set_aside(copies: Database) -> Copied[StockAside]:
    """By the product's number."""
    return Copied(copies, "set_aside", StockAside)
