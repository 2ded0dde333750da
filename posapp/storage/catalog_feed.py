"""What the feeds say of the catalogue goes into the live file: in short transactions, the search index kept right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final

from posapp.contract import snapshot as wire
from posapp.domain.catalog import Category, Product
from posapp.domain.pinyin import Readings
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax
from posapp.storage.driver import Connection, Value

ROWS: Final = 200
"""Rows a transaction: readers and the disk are free in between."""

_FIND: Final = "SELECT id, codes, category, item, style, name_zh, name_en, size, colour FROM product WHERE sku = ?"
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

Step = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """Rows that changed and keys of rows that are gone. A row replaces all that is known of its key.

    `products` come with their codes; `stock` is (sku, on hand, reserved) in thousandths; keys are SKUs and ids, of a
    tax "id@start date". `cursors`, per noun, are stored with the last row: after a crash the feed comes again.
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
        yield _put_product(product, codes)
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


def _put_product(product: Product, codes: tuple[str, ...]) -> Step:
    """Most changes are of a price: then neither indexes nor codes nor words are written."""
    listed = (product.category, product.item, product.style)
    named = (product.name_zh, product.name_en, product.size, product.colour)

    def step(connection: Connection) -> None:
        known = connection.execute(_FIND, (product.sku,)).fetchone()
        if known is None:
            known = (connection.execute(_NEXT).fetchall()[0][0], "", *[None] * (len(listed) + len(named)))
        product_id, old_codes = int(known[0]), known[1]
        row = wire.product_row(product_id, product, codes)
        connection.execute(wire.UPDATE_PRODUCT if known[2:5] == listed else wire.REPLACE_PRODUCT, row)
        if old_codes != " ".join(codes):
            _put_codes(connection, product_id, old_codes, codes)
        if known[5:] != named:
            _index(connection, product_id, product)

    return step


def _put_codes(connection: Connection, product_id: int, old: str, codes: tuple[str, ...]) -> None:
    for code in set(old.split()) - set(codes):
        connection.execute(_DROP_CODE, (code, product_id))
    connection.executemany(wire.INSERT_BARCODE, [(code, product_id) for code in codes])


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
