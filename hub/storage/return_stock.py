"""Goods that came back, in the stock of the shop that took them: on the shelf again, or aside until head office has
counted them.

It runs after the batch that tells of them is in the books, and each line moves the stock once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from hub.rows import Row
from hub.storage import stock_moves, tables
from hub.storage.database import Database
from hub.storage.return_tables import return_stock

NEVER_LEFT: Final = "never_out"
_STATES: Final = ("damaged", "warehouse", "supplier")


_R, _DONE = tables.sale_return.c, return_stock.c
_UNMOVED = (
    select(_R.till, _R.seq, _R.line, _R.store, _R.sku, _R.quantity, _R.disposition)
    .where(~select(_DONE.seq).where(_DONE.till == _R.till, _DONE.seq == _R.seq, _DONE.line == _R.line).exists())
    .where(_R.disposition != NEVER_LEFT)
    .order_by(_R.store, _R.sku)
)


def follow(database: Database, rows: Iterable[Row], now: datetime) -> None:
    """What a batch took back (`hub.rows.Rows.sale_return`)."""
    named = {(str(row[0]), str(row[1])) for row in rows}
    if named:
        _move(database, {of for of, _ in named}, {till for _, till in named}, now)


def keep_up(database: Database, now: datetime) -> None:
    """What nobody was left to move when a hub ended."""
    _move(database, None, (), now)


def _move(database: Database, of: Collection[str] | None, tills: Collection[str], now: datetime) -> None:
    query = _UNMOVED if of is None else _UNMOVED.where(_R.of.in_(of), _R.till.in_(tills))
    with database.write() as connection:
        found = connection.execute(query).all()
        if found:
            marks = [{"till": row.till, "seq": row.seq, "line": row.line} for row in found]
            connection.execute(insert(return_stock), marks)
        for store in dict.fromkeys(row.store for row in found):
            _of_store(connection, store, [row for row in found if row.store == store], now)


def _of_store(connection: Connection, store: str, lines: Iterable[Any], now: datetime) -> None:
    shelf: dict[str, tuple[int, int]] = {}
    aside: dict[str, Mapping[str, int]] = {}
    for line in lines:
        if line.disposition in _STATES:
            so_far = aside.get(line.sku, {})
            aside[line.sku] = {**so_far, line.disposition: so_far.get(line.disposition, 0) + line.quantity}
        else:  # a till of before it was asked says nothing
            shelf[line.sku] = (shelf.get(line.sku, (0, 0))[0] + line.quantity, 0)
    stock_moves.move(connection, store, shelf, now)
    stock_moves.lay_aside(connection, store, aside, now)
