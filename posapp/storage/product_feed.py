"""Products that a feed brings go into the live file, many at once: only what is other than before is written."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from posapp.contract import snapshot as wire
from posapp.contract.goods_rows import ProductIn
from posapp.domain.catalog import Product, shelf_price
from posapp.domain.pinyin import Readings
from posapp.storage.driver import Connection, Row

Sold = tuple[Product | ProductIn, tuple[str, ...]]
"""A product and the codes that it answers to."""
Changed = list[tuple[Row, Row]]
"""Rows of `product` as they were and as they are to be."""

_FIND: Final = (
    "SELECT json_group_array(json_array(id, sku, name_zh, name_en, price, tax, category, unit, flags, item, tax_code,"
    " style, size, colour, prices, codes)) FROM product WHERE sku IN (SELECT value FROM json_each(?))"
)
"""All of them as one value: SQLite locks itself for each value that is fetched."""
_REPRICE: Final = "UPDATE product SET price = n.column2 FROM (VALUES {}) n WHERE product.id = n.column1"
_PRICE, _PRICES, _CODES = 4, 14, 15
_LISTED: Final = (6, 9, 11)
_NAMED: Final = (2, 3, 12, 13)
"""Columns of `product`: its price, dated prices and codes, what its indexes hold, and what the search does."""
_FROM_PRODUCT: Final = slice(1, 15)
_NEXT: Final = "SELECT coalesce(max(id), 0) + 1 FROM product"
_READINGS: Final = "SELECT han, syllables FROM reading WHERE han IN (SELECT value FROM json_each(?))"
_DROP_CODE: Final = "DELETE FROM barcode WHERE code = ? AND product = ?"
_DROP: Final = (
    "DELETE FROM product WHERE id = ?",
    "DELETE FROM stock WHERE product = ?",
    "DELETE FROM search WHERE rowid = ?",
)

_MAKE_REPRICED: Final = (
    "CREATE TABLE IF NOT EXISTS repriced(id INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL) STRICT"
)
"""Prices that a feed changed without saying so ahead, some together as JSON (SKU, old, new): the till's own, no
snapshot has it."""
_REPRICED: Final = "INSERT INTO repriced(at, body) VALUES(?,?)"
_FORGET: Final = (
    "DELETE FROM repriced WHERE id = (SELECT min(id) FROM repriced) AND at < strftime('%Y-%m-%d', ?, '-60 days')"
)
"""One that nobody asks for any more, whenever another comes."""

_rows: Final = msgspec.json.Decoder(list[tuple[Any, ...]]).decode
_json: Final = msgspec.json.Encoder().encode


def put_products(connection: Connection, sold: Sequence[Sold], at: str, between: Callable[[], None]) -> int:
    """Write them, of one number the last; by how much the sum of the goods moves. `at`: see CatalogChange.
    `between` is called after each part of the work: some fifty rows at once, they take a fraction of a millisecond."""
    coming = {product.sku: (product, codes) for product, codes in sold}
    known = _known(connection, list(coming))
    between()
    new = [pair for sku, pair in coming.items() if sku not in known]
    moved = _put_new(connection, new) if new else 0
    rows = [(was, wire.product_row(was[0], *coming[sku])) for sku, was in known.items()]
    changed = [pair for pair in rows if pair[0] != pair[1]]
    between()
    _put_changed(connection, changed, at)
    between()
    moved += wire.sum_of("product", [row for _, row in changed])
    between()
    return moved - wire.sum_of("product", [was for was, _ in changed])


def drop_product(connection: Connection, sku: str) -> int:
    """It is gone, with its codes, stock and words."""
    known = _known(connection, [sku]).get(sku)
    if known is None:
        return 0
    connection.executemany(_DROP_CODE, [(code, known[0]) for code in known[_CODES].split()])
    for sql in _DROP:
        connection.execute(sql, (known[0],))
    return -wire.sum_of("product", [known])


def _known(connection: Connection, skus: list[str]) -> dict[str, Row]:
    return {row[1]: row for row in _rows(connection.execute(_FIND, (json.dumps(skus),)).fetchall()[0][0])}


def _put_changed(connection: Connection, changed: Changed, at: str) -> None:
    """Most changes are of a price alone: then that is all that is written."""
    other = [
        (was, row) for was, row in changed if was[:_PRICE] != row[:_PRICE] or was[_PRICE + 1 :] != row[_PRICE + 1 :]
    ]
    if len(other) < len(changed):
        _reprice(connection, [(row[0], row[_PRICE]) for was, row in changed if was[_PRICE] != row[_PRICE]])
    for was, row in other:
        _put_other(connection, was, row)
    if at:
        _note_prices(connection, changed, at)


def _reprice(connection: Connection, prices: Sequence[tuple[int, int]]) -> None:
    """One statement for all ids and prices, of which there is one at least: other threads go on meanwhile, not after
    each row."""
    sql = _REPRICE.format(",".join(["(?,?)"] * len(prices)))
    connection.execute(sql, list(itertools.chain.from_iterable(prices)))


def _put_other(connection: Connection, was: Row, row: Row) -> None:
    """Indexes, codes and words are written where they change."""
    same = all(was[column] == row[column] for column in _LISTED)
    connection.execute(wire.UPDATE_PRODUCT if same else wire.REPLACE_PRODUCT, row)
    if was[_CODES] != row[_CODES]:
        _put_codes(connection, row, was[_CODES])
    if any(was[column] != row[column] for column in _NAMED):
        _index(connection, row)


def _put_new(connection: Connection, sold: Iterable[Sold]) -> int:
    first = int(connection.execute(_NEXT).fetchall()[0][0])
    rows = [wire.product_row(id_, product, codes) for id_, (product, codes) in enumerate(sold, first)]
    connection.executemany(wire.INSERT_PRODUCT, rows)
    for row in rows:
        _put_codes(connection, row, "")
        _index(connection, row)
    return wire.sum_of("product", rows)


def _put_codes(connection: Connection, row: Row, old: str) -> None:
    codes = row[_CODES].split()
    connection.executemany(_DROP_CODE, [(code, row[0]) for code in set(old.split()) - set(codes)])
    connection.executemany(wire.INSERT_BARCODE, [(code, row[0]) for code in codes])


def _note_prices(connection: Connection, changed: Changed, at: str) -> None:
    """The label on the shelf says what a product cost before this row came, unless that was known ahead."""
    costs = [
        (row[1], _cost(was, at), _cost(row, at)) if was[_PRICES] or row[_PRICES] else (row[1], was[_PRICE], row[_PRICE])
        for was, row in changed
    ]
    repriced = [cost for cost in costs if cost[1] != cost[2]]
    if repriced:
        connection.execute(_MAKE_REPRICED)
        connection.execute(_REPRICED, (at, _json(repriced).decode()))
        connection.execute(_FORGET, (at,))


def _cost(row: Row, at: str) -> int:
    return shelf_price(wire.product_of(row[_FROM_PRODUCT]), at)


def _index(connection: Connection, row: Row) -> None:
    """The index forgets the old tokens by number, so it does not matter how they were made."""
    product = wire.product_of(row[_FROM_PRODUCT])
    han = json.dumps(sorted(set(product.name_zh + product.name_en + (product.size or "") + (product.colour or ""))))
    found = connection.execute(_READINGS, (han,)).fetchall()
    readings = Readings({character: tuple(syllables.split()) for character, syllables in found})
    connection.execute("DELETE FROM search WHERE rowid = ?", (row[0],))
    tokens = wire.search_tokens(product, readings)
    connection.execute(wire.INSERT_SEARCH, (row[0], tokens))
    from posapp.domain.search import completes

    connection.executemany(wire.INSERT_WORD, [(token,) for token in tokens.split() if completes(token)])
