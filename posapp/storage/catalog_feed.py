"""What the feeds say of the catalogue goes into the live file: in short transactions, the search index kept right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Final, TypeVar

from posapp.contract import snapshot as wire
from posapp.domain.catalog import Category
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax
from posapp.storage.driver import Connection, Value
from posapp.storage.goods import move_goods
from posapp.storage.product_feed import Sold, drop_product, put_products

PIECE: Final = 75
"""Rows that are worked on at once: about a millisecond."""
ROWS: Final = 14 * PIECE
"""Rows a transaction, a page of the feed at most: the disk is free in between, and a page of the log that many rows
share is written once."""

_DROP_STOCK: Final = "DELETE FROM stock WHERE product = (SELECT id FROM product WHERE sku = ?)"
_KEYS: Final = {"category": ("id",), "promotion": ("id",), "tax": ("id", "starts")}
_INSERT: Final = {"category": wire.INSERT_CATEGORY, "promotion": wire.INSERT_PROMOTION, "tax": wire.INSERT_TAX}
_STOCK: Final = "INSERT OR REPLACE INTO stock SELECT id, ?, ? FROM product WHERE sku = ?"

T = TypeVar("T")
Step = Callable[[Connection], int]
"""Writes, and says by how much the sum of the goods moves."""


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """Rows that changed and keys of rows that are gone. A row replaces all that is known of its key.

    `products` come with their codes; `stock` is (sku, on hand, reserved) in thousandths; keys are SKUs and ids, of a
    tax "id@start date". `cursors`, per noun, are stored with the last row: after a crash the feed comes again.
    `at`: the till's own time, which says what labels on the shelf have said until now.
    """

    products: Sequence[Sold] = ()
    categories: Sequence[Category] = ()
    taxes: Sequence[Tax] = ()
    promotions: Sequence[Promotion] = ()
    stock: Sequence[tuple[str, int, int]] = ()
    gone_products: Sequence[str] = ()
    gone_categories: Sequence[str] = ()
    gone_taxes: Sequence[str] = ()
    gone_promotions: Sequence[str] = ()
    gone_stock: Sequence[str] = ()
    cursors: Mapping[str, int] = field(default_factory=dict)
    as_of: str = ""
    at: str = ""


def write_change(
    transaction: Callable[[], AbstractContextManager[Connection]],
    change: CatalogChange,
    pace: Callable[[], None],
    key: bytes | None = None,
) -> None:
    """Apply all of it, `ROWS` rows a transaction at most; `pace` is called every `PIECE` rows and between the parts of
    the work on them, also in the middle of a transaction: nobody waits for this file. `key` seals the sum."""
    pieces = _pieces(_steps(change, pace))
    while some := list(islice(pieces, ROWS // PIECE)):
        with transaction() as connection:
            moved = 0
            for steps in some:
                moved += sum([step(connection) for step in steps])
                pace()
            if key is not None:
                move_goods(connection, moved, key)


def _pieces(steps: Iterable[tuple[int, Step]]) -> Iterator[list[Step]]:
    piece, rows = list[Step](), 0
    for size, step in steps:
        piece.append(step)
        rows += size
        if rows >= PIECE:
            yield piece
            piece, rows = [], 0
    if piece:
        yield piece


def _steps(change: CatalogChange, pace: Callable[[], None]) -> Iterator[tuple[int, Step]]:
    """How many rows each writes, in the order in which they rest on each other."""
    yield from _single(_put("category", wire.category_row(category)) for category in change.categories)
    yield from _single(_put("tax", wire.tax_row(tax)) for tax in change.taxes)
    yield from _many(change.products, lambda file, sold: put_products(file, sold, change.at, pace))
    yield from _single(_put("promotion", wire.promotion_row(promotion)) for promotion in change.promotions)
    yield from _many(change.stock, _put_stock)
    yield from _single(_run(_DROP_STOCK, sku) for sku in change.gone_stock)
    yield from _single(_drop("promotion", key) for key in change.gone_promotions)
    yield from _single(partial(drop_product, sku=sku) for sku in change.gone_products)
    yield from _single(_drop("tax", *_tax_key(key)) for key in change.gone_taxes)
    yield from _single(_drop("category", key) for key in change.gone_categories)
    if change.cursors or change.as_of:
        yield 1, _note(change.cursors, change.as_of)


def _single(steps: Iterable[Step]) -> Iterator[tuple[int, Step]]:
    return ((1, step) for step in steps)


def _many(rows: Sequence[T], write: Callable[[Connection, Sequence[T]], int]) -> Iterator[tuple[int, Step]]:
    for start in range(0, len(rows), PIECE):
        part = rows[start : start + PIECE]
        yield len(part), _writing(write, part)


def _writing(write: Callable[[Connection, Sequence[T]], int], part: Sequence[T]) -> Step:
    return lambda connection: write(connection, part)


def _run(sql: str, *values: Value) -> Step:
    """Of a table that is not summed."""

    def step(connection: Connection) -> int:
        connection.execute(sql, values)
        return 0

    return step


def _put(table: str, row: tuple[Value, ...]) -> Step:
    def step(connection: Connection) -> int:
        before = _sum_at(connection, table, row[: len(_KEYS[table])])
        connection.execute(_INSERT[table], row)
        return wire.sum_of(table, [row]) - before

    return step


def _drop(table: str, *key: str) -> Step:
    def step(connection: Connection) -> int:
        before = _sum_at(connection, table, key)
        connection.execute(f"DELETE FROM {table} {_at(table)}", key)
        return -before

    return step


def _sum_at(connection: Connection, table: str, key: tuple[Value, ...]) -> int:
    return wire.sum_of(table, connection.execute(f"SELECT * FROM {table} {_at(table)}", key).fetchall())


def _at(table: str) -> str:
    return "WHERE " + " AND ".join(f"{column} = ?" for column in _KEYS[table])


def _put_stock(connection: Connection, rows: Sequence[tuple[str, int, int]]) -> int:
    connection.executemany(_STOCK, [(on_hand, reserved, sku) for sku, on_hand, reserved in rows])
    return 0


def _tax_key(key: str) -> tuple[str, str]:
    tax, _, starts = key.rpartition("@")
    return tax, starts


def _note(cursors: Mapping[str, int], as_of: str) -> Step:
    def step(connection: Connection) -> int:
        known = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'cursors'").fetchall()[0][0])
        connection.execute(wire.INSERT_META, ("cursors", json.dumps({**known, **cursors}, sort_keys=True)))
        if as_of:
            connection.execute(wire.INSERT_META, ("as_of", as_of))
        return 0

    return step
