"""The catalogue file: the plain-SQL schema of a snapshot, and the way of its rows to and from the values of the domain.

The hub builds the file, the till swaps it in and keeps it right with feed rows; both write through here. `id` is the
rank by popularity at build time (1 sells best; what comes later by feed is appended), so every list in `id` order
leads with what sells. The search table holds tokens made by `posapp.domain.search`, split at spaces by the tokenizer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

import msgspec

from posapp.contract.goods_rows import ProductIn
from posapp.contract.offer_terms import read, written
from posapp.domain.catalog import SHELF, Category, ListPrice, Product
from posapp.domain.pinyin import Readings
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax

APPLICATION: Final = 0x706F7343
"""SQLite's application_id of a catalogue file ("posC")."""

SCHEMA: Final = 1
"""user_version: raised when tables change or when the search tokens are made in another way."""

TABLES: Final = (
    """CREATE TABLE product(id INTEGER PRIMARY KEY, sku TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
       price INTEGER NOT NULL, tax TEXT NOT NULL, category TEXT NOT NULL, unit TEXT NOT NULL, flags INTEGER NOT NULL,
       item TEXT, tax_code TEXT NOT NULL, style TEXT, size TEXT, colour TEXT, prices TEXT, codes TEXT NOT NULL)
       STRICT""",
    """CREATE TABLE barcode(code TEXT NOT NULL, product INTEGER NOT NULL, PRIMARY KEY(code, product))
       STRICT, WITHOUT ROWID""",
    "CREATE TABLE stock(product INTEGER PRIMARY KEY, on_hand INTEGER NOT NULL, reserved INTEGER NOT NULL) STRICT",
    """CREATE TABLE category(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, icon TEXT NOT NULL,
       position INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tax(id TEXT NOT NULL, starts TEXT NOT NULL, kind TEXT NOT NULL, percent INTEGER NOT NULL,
       PRIMARY KEY(id, starts)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE promotion(id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE reading(han TEXT PRIMARY KEY, syllables TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE word(word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3',
       tokenize="ascii tokenchars '.^_'")""",
)
"""`product.prices` is JSON or NULL, `product.codes` its codes with a space between; `reading` has every reading of a
character, so that a till can index a name that arrives later without a dictionary of its own; `word` every token that
a typed beginning may be completed to."""

INDEXES: Final = (
    "CREATE UNIQUE INDEX product_sku ON product(sku)",
    "CREATE INDEX product_category ON product(category)",
    "CREATE INDEX product_item ON product(item) WHERE item IS NOT NULL",
    "CREATE INDEX product_style ON product(style) WHERE style IS NOT NULL",
    "CREATE INDEX product_dated ON product(id) WHERE flags & 8 <> 0",
)

META: Final = ("version", "store", "epoch", "built_at", "as_of", "cursors")
"""Keys of `meta`: `cursors` is JSON, noun -> where its feed goes on; `as_of` the hub's time the rows are good for."""

GOODS: Final = "goods"
"""One more key of `meta`, which an older hub does not write: the sum of all rows of the SUMMED tables, as 32 digits."""

SUMMED: Final = ("product", "category", "tax", "promotion")
"""What is sold, at which price: stock comes and goes all day, and the other tables are made of these."""

SUMS: Final = 1 << 128
"""Sums are taken modulo this."""

INSERT_PRODUCT: Final = f"INSERT INTO product VALUES({','.join('?' * 16)})"
REPLACE_PRODUCT: Final = f"INSERT OR REPLACE INTO product VALUES({','.join('?' * 16)})"
UPDATE_PRODUCT: Final = (
    "UPDATE product SET name_zh = ?3, name_en = ?4, price = ?5, tax = ?6, unit = ?8, flags = ?9, tax_code = ?11,"
    " size = ?13, colour = ?14, prices = ?15, codes = ?16 WHERE id = ?1"
)
"""A known product whose number, category, scale number and style stay: no index is written. Takes a whole row."""
INSERT_BARCODE: Final = "INSERT OR IGNORE INTO barcode VALUES(?,?)"
INSERT_STOCK: Final = "INSERT OR REPLACE INTO stock VALUES(?,?,?)"
INSERT_CATEGORY: Final = "INSERT OR REPLACE INTO category VALUES(?,?,?,?,?)"
INSERT_TAX: Final = "INSERT OR REPLACE INTO tax VALUES(?,?,?,?)"
INSERT_PROMOTION: Final = "INSERT OR REPLACE INTO promotion VALUES(?,?)"
INSERT_READING: Final = "INSERT OR REPLACE INTO reading VALUES(?,?)"
INSERT_WORD: Final = "INSERT OR IGNORE INTO word VALUES(?)"
INSERT_META: Final = "INSERT OR REPLACE INTO meta VALUES(?,?)"
INSERT_SEARCH: Final = "INSERT INTO search(rowid, tokens) VALUES(?,?)"

PRODUCT_COLUMNS: Final = (
    "p.sku, p.name_zh, p.name_en, p.price, p.tax, p.category, p.unit, p.flags, p.item, p.tax_code, p.style, p.size,"
    " p.colour, p.prices"
)
"""What `product_of` reads, from a table called p."""

WEIGHED: Final = 1
SERIAL: Final = 2
OPEN_PRICE: Final = 4
DATED: Final = 8
"""Its list price changes on a day that is known."""
NO_OFFERS: Final = 16
"""It takes no promotion; a till of the first contract does not look here."""
AGE: Final = 8
"""Bits above which the flags hold the age that a buyer must have; older tills do not look there either."""

_encode: Final = msgspec.json.Encoder(order="deterministic").encode
_pack: Final = msgspec.msgpack.Encoder().encode
_prices: Final = msgspec.json.Decoder(tuple[tuple[str, int, str | None, str | None], ...]).decode


def product_row(id_: int, product: Product | ProductIn, codes: Sequence[str]) -> tuple[Any, ...]:
    """The values of INSERT_PRODUCT."""
    p = product
    flags = (WEIGHED if p.weighed else 0) | (SERIAL if p.serial else 0) | (OPEN_PRICE if p.open_price else 0)
    if p.no_offers:
        flags |= NO_OFFERS
    flags |= p.age << AGE
    if p.prices and any(x.list == SHELF for x in p.prices):
        flags |= DATED
    prices = _encode([(x.list, x.price, x.starts, x.ends) for x in p.prices]).decode() if p.prices else None
    head = (id_, p.sku, p.name_zh, p.name_en, p.price, p.tax, p.category, p.unit, flags, p.item)
    return (*head, p.tax_code, p.style, p.size, p.colour, prices, " ".join(codes))


def product_of(row: Sequence[Any]) -> Product:
    """The product of a row that begins with PRODUCT_COLUMNS. This is the hot path of a scan."""
    sku, name_zh, name_en, price, tax, category, unit, flags, item, tax_code, style, size, colour, prices = row[:14]
    return Product(
        sku,
        name_zh,
        name_en,
        price,
        tax,
        category,
        unit,
        flags & WEIGHED != 0,
        flags & SERIAL != 0,
        flags & OPEN_PRICE != 0,
        item,
        tax_code,
        style,
        size,
        colour,
        prices_of(prices) if prices else (),
        flags & NO_OFFERS != 0,
        flags >> AGE,
    )


def prices_of(text: str | None) -> tuple[ListPrice, ...]:
    """The dated and named prices of `product.prices`."""
    return tuple([ListPrice(*x) for x in _prices(text)]) if text else ()


def search_tokens(product: Product, readings: Readings) -> str:
    """The text of INSERT_SEARCH."""
    from posapp.domain.search import index_text  # its patterns take a while, and a till that only sells needs none

    more = f"{product.size or ''} {product.colour or ''}"
    return index_text(product.name_zh, product.name_en, product.sku, more, readings)


def sum_of(table: str, rows: Iterable[Sequence[Any]]) -> int:
    """Of whole rows in the order of their columns, in any order of the rows; not yet modulo SUMS."""
    empty, total = blake2b(digest_size=16, salt=table.encode()), 0
    for row in rows:
        one = empty.copy()  # half the time of another one with its salt
        one.update(_pack(row))
        total += int.from_bytes(one.digest(), "big")
    return total


def category_row(category: Category) -> tuple[Any, ...]:
    """The values of INSERT_CATEGORY."""
    return (category.id, category.name_zh, category.name_en, category.icon, category.position)


def tax_row(tax: Tax) -> tuple[Any, ...]:
    """The values of INSERT_TAX."""
    return (tax.id, tax.starts, tax.kind, tax.percent)


def promotion_row(promotion: Promotion) -> tuple[str, bytes]:
    """The values of INSERT_PROMOTION; equal offers give equal bytes."""
    return (promotion.id, _encode(written(promotion)))


def promotion_of(body: bytes) -> Promotion | None:
    """The offer of a row's body; None for one that only a newer program knows."""
    try:
        return read(msgspec.json.decode(body))
    except msgspec.ValidationError:
        return None


def reading_rows(readings: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The values of INSERT_READING."""
    return [(han, " ".join(syllables)) for han, syllables in sorted(readings.items())]
