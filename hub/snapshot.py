"""The catalogue snapshot: one store's rows as a ready SQLite file with its search index inside, compressed and hashed.

Built once per change and sent as it is; a new till has nothing to do but unpack it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import zstandard
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract import snapshot as wire
from posapp.domain.catalog import Category, Product
from posapp.domain.pinyin import Readings
from posapp.domain.promotion import Promotion
from posapp.domain.search import WINDOW, completes
from posapp.domain.tax import Tax

LEVEL: Final = 3
_CHUNK: Final = 5_000
_SEARCH_MEMORY: Final = 64 << 20
"""Fewer, longer runs to merge: half the time of the default 1 MiB."""
_BLOCK: Final = 1 << 20
_SMALL: Final = tuple(name for name in wire.SUMMED if name != "product")
_UNIFIED_HAN: Final = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product, the codes it answers to and what the store has of it (thousandths; None where nobody counts)."""

    product: Product
    codes: tuple[str, ...] = ()
    on_hand: int | None = None
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose catalogue it is and where the feeds go on from."""

    version: str
    store: str
    epoch: str
    built_at: str
    cursors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of one store's catalogue. `goods` come in the order of their popularity, the best seller first."""

    goods: Iterable[Goods]
    categories: Iterable[Category] = ()
    taxes: Iterable[Tax] = ()
    promotions: Iterable[Promotion] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The compressed file at `path`; sha256 and size are of the unpacked file, the others of what travels."""

    path: Path
    sha256: str
    size: int
    compressed_sha256: str
    compressed_size: int


def build(path: Path, rows: Rows, heading: Heading, readings: Readings) -> Built:
    """Write the catalogue to `path` (.db.zst). The file appears at once and whole, or not at all."""
    loose, plain = path.with_name(path.name + ".loose"), path.with_name(path.name + ".plain")
    packed = path.with_name(path.name + ".part")
    try:
        _write(loose, plain, rows, heading, readings)
        built = _compress(plain, packed)
        os.replace(packed, path)
    finally:
        for leftover in (loose, plain, packed):
            leftover.unlink(missing_ok=True)
    return Built(path, *built)


def _write(loose: Path, plain: Path, rows: Rows, heading: Heading, readings: Readings) -> None:
    for old in (loose, plain):
        old.unlink(missing_ok=True)
    connection = sqlite.connect(str(loose), isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-131072")
        connection.execute(f"PRAGMA application_id={wire.APPLICATION}")
        connection.execute(f"PRAGMA user_version={wire.SCHEMA}")
        connection.execute("BEGIN")
        for statement in wire.TABLES:
            connection.execute(statement)
        _fill(connection, rows, heading, readings)
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(plain),))
    finally:
        connection.close()
    _finish(plain)


def _fill(connection: sqlite.Connection, rows: Rows, heading: Heading, readings: Readings) -> None:
    connection.execute("CREATE TEMP TABLE code(code TEXT, product INTEGER)")
    _set_search(connection, hashsize=_SEARCH_MEMORY, automerge=0)
    goods = sum(_fill_goods(connection, chunk, readings) for chunk in _chunks(enumerate(rows.goods, 1)))
    connection.execute("INSERT OR IGNORE INTO barcode SELECT code, product FROM code ORDER BY code, product")
    connection.execute("INSERT INTO search(search) VALUES('optimize')")
    _set_search(connection, hashsize=1 << 20, automerge=4)
    _fill_words(connection)
    connection.executemany(wire.INSERT_CATEGORY, map(wire.category_row, rows.categories))
    connection.executemany(wire.INSERT_TAX, map(wire.tax_row, rows.taxes))
    connection.executemany(wire.INSERT_PROMOTION, map(wire.promotion_row, rows.promotions))
    common = {han: found for han, found in readings.syllables.items() if ord(han) in _UNIFIED_HAN}
    connection.executemany(wire.INSERT_READING, wire.reading_rows(common))
    goods += sum(wire.sum_of(name, connection.execute(f"SELECT * FROM {name}")) for name in _SMALL)
    connection.executemany(wire.INSERT_META, [*_meta(heading), (wire.GOODS, f"{goods % wire.SUMS:032x}")])
    for statement in wire.INDEXES:
        connection.execute(statement)
    connection.execute("ANALYZE")


def _fill_words(connection: sqlite.Connection) -> None:
    connection.execute("CREATE VIRTUAL TABLE temp.token USING fts5vocab(main, search, row)")
    tokens = connection.execute("SELECT term FROM temp.token WHERE length(term) > ?", (WINDOW,))
    connection.executemany(wire.INSERT_WORD, ((token,) for (token,) in tokens if completes(token)))
    connection.execute("DROP TABLE temp.token")


def _set_search(connection: sqlite.Connection, **settings: int) -> None:
    """Settings of the search table; they stay in the file, so the till's are put back after the build."""
    connection.executemany("INSERT INTO search(search, rank) VALUES(?,?)", settings.items())


def _fill_goods(connection: sqlite.Connection, chunk: list[tuple[int, Goods]], readings: Readings) -> int:
    """The sum of the products' rows."""
    products = [wire.product_row(i, g.product, g.codes) for i, g in chunk]
    connection.executemany(wire.INSERT_PRODUCT, products)
    connection.executemany("INSERT INTO code VALUES(?,?)", ((code, i) for i, g in chunk for code in g.codes))
    counted = ((i, g.on_hand, g.reserved) for i, g in chunk if g.on_hand is not None)
    connection.executemany(wire.INSERT_STOCK, counted)
    connection.executemany(wire.INSERT_SEARCH, ((i, wire.search_tokens(g.product, readings)) for i, g in chunk))
    return wire.sum_of("product", products)


def _meta(heading: Heading) -> list[tuple[str, str]]:
    h = heading
    cursors = json.dumps(dict(sorted(h.cursors.items())))
    return list(zip(wire.META, (h.version, h.store, h.epoch, h.built_at, h.built_at, cursors), strict=True))


def _finish(path: Path) -> None:
    """Write-ahead logging is a property of the file: with it set, a till's readers never wait for its feeds.

    The check stands here, once for all tills: a hash tells them that they have what was built, not that it is sound.
    """
    connection = sqlite.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            raise sqlite.DatabaseError(f"the snapshot is not sound: {found[0][0]}")
    finally:
        connection.close()


def _compress(plain: Path, packed: Path) -> tuple[str, int, str, int]:
    """(sha256, size) of the plain file and of the packed one."""
    size = plain.stat().st_size
    plain_hash, packed_hash = hashlib.sha256(), hashlib.sha256()
    packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj(size=size)
    with plain.open("rb") as source, packed.open("wb") as target:
        while block := source.read(_BLOCK):
            plain_hash.update(block)
            squeezed = packer.compress(block)
            packed_hash.update(squeezed)
            target.write(squeezed)
        rest = packer.flush()
        packed_hash.update(rest)
        target.write(rest)
        target.flush()
        os.fsync(target.fileno())
    return plain_hash.hexdigest(), size, packed_hash.hexdigest(), packed.stat().st_size


def _chunks(numbered: Iterable[tuple[int, Goods]]) -> Iterator[list[tuple[int, Goods]]]:
    rest: Iterator[Any] = iter(numbered)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
