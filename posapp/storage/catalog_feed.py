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

ROWS: Final = 200
"""Rows a transaction: readers and the disk are free in between."""

_FIND: Final = "SELECT id, codes, price, prices, name_zh, name_en, size, colour FROM product WHERE sku = ?"
_NEXT: Final = "SELECT coalesce(max(id), 0) + 1 FROM product"
_READINGS: Final = "SELECT han, syllables FROM reading WHERE han IN (SELECT value FROM json_each(?))"
_DROP_PRODUCT: Final = (
    "DELETE FROM product WHERE id = ?",
    "DELETE FROM stock WHERE product = ?",
    "DELETE FROM search WHERE rowid = ?",
)
_DROP_CODE: Final = "DELETE FROM barcode WHERE code = ? AND product = ?"
_DROP_STOCK: Final = "DELETE FROM stock WHERE product = (SELECT id FROM product WHERE sku = ?)"
_DROP_CATEGORY: Final = "DELETE FROM category WHERE id = ?"
_DROP_PROMOTION: Final = "DELETE FROM promotion WHERE id = ?"
_DROP_TAX: Final = "DELETE FROM tax WHERE id = ? AND starts = ?"
_STOCK: Final = "INSERT OR REPLACE INTO stock SELECT id, ?, ? FROM product WHERE sku = ?"

_MAKE_REPRICED: Final = """CREATE TABLE IF NOT EXISTS repriced(sku TEXT PRIMARY KEY, at TEXT NOT NULL,
    old INTEGER NOT NULL, new INTEGER NOT NULL) STRICT, WITHOUT ROWID"""
"""Prices that a feed changed without saying so ahead: the till's own, no snapshot has it."""
_REPRICED: Final = "INSERT OR REPLACE INTO repriced VALUES(?,?,?,?)"

Step = Callable[[Connection], None]


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
) -> None:
    """Apply all of it, `ROWS` steps a transaction; `pace` is called between transactions."""
    for steps in _portions(_steps(change)):
        with transaction() as connection:
            for step in steps:
                step(connection)
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
    yield from map(_put_category, change.categories)
    yield from map(_put_tax, change.taxes)
    for product, codes in change.products:
        yield _put_product(product, codes, change.at)
    yield from map(_put_promotion, change.promotions)
    yield from map(_put_stock, change.stock)
    yield from (_run(_DROP_STOCK, sku) for sku in change.gone_stock)
    yield from (_run(_DROP_PROMOTION, key) for key in change.gone_promotions)
    yield from map(_drop_product, change.gone_products)
    yield from (_run(_DROP_TAX, *_tax_key(key)) for key in change.gone_taxes)
    yield from (_run(_DROP_CATEGORY, key) for key in change.gone_categories)
    if change.cursors or change.as_of:
        yield _note(change.cursors, change.as_of)


def _run(sql: str, *values: Value) -> Step:
    def step(connection: Connection) -> None:
        connection.execute(sql, values)

    return step


def _put_category(category: Category) -> Step:
    return _run(wire.INSERT_CATEGORY, *wire.category_row(category))


def _put_tax(tax: Tax) -> Step:
    return _run(wire.INSERT_TAX, *wire.tax_row(tax))


def _put_promotion(promotion: Promotion) -> Step:
    return _run(wire.INSERT_PROMOTION, *wire.promotion_row(promotion))


def _put_stock(row: tuple[str, int, int]) -> Step:
    sku, on_hand, reserved = row
    return _run(_STOCK, on_hand, reserved, sku)


def _tax_key(key: str) -> tuple[str, str]:
    tax, _, starts = key.rpartition("@")
    return tax, starts


def _put_product(product: Product, codes: tuple[str, ...], at: str) -> Step:
    def step(connection: Connection) -> None:
        known = connection.execute(_FIND, (product.sku,)).fetchone()
        if known is None:
            product_id, old_codes, found_by = int(connection.execute(_NEXT).fetchall()[0][0]), "", None
        else:
            product_id, old_codes, price, prices, *found_by = known
            _note_price(connection, product, price, prices, at)
        for code in set(old_codes.split()) - set(codes):
            connection.execute(_DROP_CODE, (code, product_id))
        connection.execute(wire.REPLACE_PRODUCT, wire.product_row(product_id, product, codes))
        connection.executemany(wire.INSERT_BARCODE, [(code, product_id) for code in codes])
        if found_by != [product.name_zh, product.name_en, product.size, product.colour]:
            _index(connection, product_id, product)

    return step


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
    def step(connection: Connection) -> None:
        known = connection.execute(_FIND, (sku,)).fetchone()
        if known is None:
            return
        product_id, codes = known[0], known[1]
        connection.executemany(_DROP_CODE, [(code, product_id) for code in codes.split()])
        for sql in _DROP_PRODUCT:
            connection.execute(sql, (product_id,))

    return step


def _note(cursors: Mapping[str, int], as_of: str) -> Step:
    def step(connection: Connection) -> None:
        known = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'cursors'").fetchall()[0][0])
        connection.execute(wire.INSERT_META, ("cursors", json.dumps({**known, **cursors}, sort_keys=True)))
        if as_of:
            connection.execute(wire.INSERT_META, ("as_of", as_of))

    return step
