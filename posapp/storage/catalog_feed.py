"""What the feeds say of the catalogue goes into the live file: in short transactions, the search index kept right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Final

from posapp.contract import snapshot as wire
from posapp.domain.catalog import Category, Product, shelf_price
from posapp.domain.pinyin import Readings
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax
from posapp.storage.driver import Connection, Value
from posapp.storage.goods import move_goods

ROWS: Final = 200
"""Rows a transaction: readers and the disk are free in between."""

_FIND: Final = "SELECT * FROM product WHERE sku = ?"
_PRICE, _PRICES, _CODES = 4, 14, 15
_LISTED: Final = (6, 9, 11)
_NAMED: Final = (2, 3, 12, 13)
"""Columns of `product`: its price, dated prices and codes, what its indexes hold, and what the search does."""
_NEXT: Final = "SELECT coalesce(max(id), 0) + 1 FROM product"
_READINGS: Final = "SELECT han, syllables FROM reading WHERE han IN (SELECT value FROM json_each(?))"
_DROP_PRODUCT: Final = (
    "DELETE FROM product WHERE id = ?",
    "DELETE FROM stock WHERE product = ?",
    "DELETE FROM search WHERE rowid = ?",
)
_DROP_CODE: Final = "DELETE FROM barcode WHERE code = ? AND product = ?"
_DROP_STOCK: Final = "DELETE FROM stock WHERE product = (SELECT id FROM product WHERE sku = ?)"
_KEYS: Final = {"category": ("id",), "promotion": ("id",), "tax": ("id", "starts")}
_INSERT: Final = {"category": wire.INSERT_CATEGORY, "promotion": wire.INSERT_PROMOTION, "tax": wire.INSERT_TAX}
_STOCK: Final = "INSERT OR REPLACE INTO stock SELECT id, ?, ? FROM product WHERE sku = ?"

_MAKE_REPRICED: Final = """CREATE TABLE IF NOT EXISTS repriced(sku TEXT PRIMARY KEY, at TEXT NOT NULL,
    old INTEGER NOT NULL, new INTEGER NOT NULL) STRICT, WITHOUT ROWID"""
"""Prices that a feed changed without saying so ahead: the till's own, no snapshot has it."""
_REPRICED: Final = "INSERT OR REPLACE INTO repriced VALUES(?,?,?,?)"

Step = Callable[[Connection], int]
"""Writes, and says by how much the sum of the goods moves."""


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """Rows that changed and keys of rows that are gone. A row replaces all that is known of its key.

    `products` come with their codes; `stock` is (sku, on hand, reserved) in thousandths; keys are SKUs and ids, of a
    tax "id@start date". `cursors`, per noun, are stored with the last row: after a crash the feed comes again.
    `at`: the till's own time, which says what labels on the shelf have said until now.
    """

    products: Sequence[tuple[Product, tuple[str, ...]]] = ()
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
    pace: Callable[[], None] | None,
    key: bytes | None = None,
) -> None:
    """Apply all of it, `ROWS` steps a transaction; `pace` is called between transactions. `key` seals the sum."""
    for steps in _portions(_steps(change)):
        with transaction() as connection:
            moved = sum([step(connection) for step in steps])
            if key is not None:
                move_goods(connection, moved, key)
        if pace is not None:
            pace()


def _portions(steps: Iterable[Step]) -> Iterator[list[Step]]:
    portion: list[Step] = []
    for step in steps:
        portion.append(step)
        if len(portion) == ROWS:
            yield portion
            portion = []
    if portion:
        yield portion


def _steps(change: CatalogChange) -> Iterator[Step]:
    yield from (_put("category", wire.category_row(category)) for category in change.categories)
    yield from (_put("tax", wire.tax_row(tax)) for tax in change.taxes)
    for product, codes in change.products:
        yield _put_product(product, codes, change.at)
    yield from (_put("promotion", wire.promotion_row(promotion)) for promotion in change.promotions)
    yield from map(_put_stock, change.stock)
    yield from (_run(_DROP_STOCK, sku) for sku in change.gone_stock)
    yield from (_drop("promotion", key) for key in change.gone_promotions)
    yield from map(_drop_product, change.gone_products)
    yield from (_drop("tax", *_tax_key(key)) for key in change.gone_taxes)
    yield from (_drop("category", key) for key in change.gone_categories)
    if change.cursors or change.as_of:
        yield _note(change.cursors, change.as_of)


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


def _put_stock(row: tuple[str, int, int]) -> Step:
    sku, on_hand, reserved = row
    return _run(_STOCK, on_hand, reserved, sku)


def _tax_key(key: str) -> tuple[str, str]:
    tax, _, starts = key.rpartition("@")
    return tax, starts


def _put_product(product: Product, codes: tuple[str, ...], at: str) -> Step:
    """Most changes are of a price: then neither indexes nor codes nor words are written."""
    listed = (product.category, product.item, product.style)
    named = (product.name_zh, product.name_en, product.size, product.colour)

    def step(connection: Connection) -> int:
        known = connection.execute(_FIND, (product.sku,)).fetchone()
        if known is None:
            return _put_new(connection, product, codes)
        _note_price(connection, product, known[_PRICE], known[_PRICES], at)
        row = wire.product_row(int(known[0]), product, codes)
        same = tuple(known[column] for column in _LISTED) == listed
        connection.execute(wire.UPDATE_PRODUCT if same else wire.REPLACE_PRODUCT, row)
        if known[_CODES] != row[_CODES]:
            _put_codes(connection, row[0], known[_CODES], codes)
        if tuple(known[column] for column in _NAMED) != named:
            _index(connection, row[0], product)
        return wire.sum_of("product", [row]) - wire.sum_of("product", [known])

    return step


def _put_new(connection: Connection, product: Product, codes: tuple[str, ...]) -> int:
    row = wire.product_row(int(connection.execute(_NEXT).fetchall()[0][0]), product, codes)
    connection.execute(wire.INSERT_PRODUCT, row)
    _put_codes(connection, row[0], "", codes)
    _index(connection, row[0], product)
    return wire.sum_of("product", [row])


def _put_codes(connection: Connection, product_id: int, old: str, codes: tuple[str, ...]) -> None:
    for code in set(old.split()) - set(codes):
        connection.execute(_DROP_CODE, (code, product_id))
    connection.executemany(wire.INSERT_BARCODE, [(code, product_id) for code in codes])


def _note_price(connection: Connection, product: Product, price: int, prices: str | None, at: str) -> None:
    """The label on the shelf says what the product cost before this row came, unless that was known ahead."""
    was = replace(product, price=price, prices=wire.prices_of(prices))
    if at and (was.price, was.prices) != (product.price, product.prices):
        old, new = shelf_price(was, at), shelf_price(product, at)
        if old != new:
            connection.execute(_MAKE_REPRICED)
            connection.execute(_REPRICED, (product.sku, at, old, new))


def _index(connection: Connection, product_id: int, product: Product) -> None:
    """The index forgets the old tokens by number, so it does not matter how they were made."""
    han = json.dumps(sorted(set(product.name_zh + product.name_en + (product.size or "") + (product.colour or ""))))
    found = connection.execute(_READINGS, (han,)).fetchall()
    readings = Readings({character: tuple(syllables.split()) for character, syllables in found})
    connection.execute("DELETE FROM search WHERE rowid = ?", (product_id,))
    tokens = wire.search_tokens(product, readings)
    connection.execute(wire.INSERT_SEARCH, (product_id, tokens))
    from posapp.domain.search import completes

    connection.executemany(wire.INSERT_WORD, [(token,) for token in tokens.split() if completes(token)])


def _drop_product(sku: str) -> Step:
    def step(connection: Connection) -> int:
        known = connection.execute(_FIND, (sku,)).fetchone()
        if known is None:
            return 0
        product_id, codes = known[0], known[_CODES]
        connection.executemany(_DROP_CODE, [(code, product_id) for code in codes.split()])
        for sql in _DROP_PRODUCT:
            connection.execute(sql, (product_id,))
        return -wire.sum_of("product", [known])

    return step


def _note(cursors: Mapping[str, int], as_of: str) -> Step:
    def step(connection: Connection) -> int:
        known = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'cursors'").fetchall()[0][0])
        connection.execute(wire.INSERT_META, ("cursors", json.dumps({**known, **cursors}, sort_keys=True)))
        if as_of:
            connection.execute(wire.INSERT_META, ("as_of", as_of))
        return 0

    return step
