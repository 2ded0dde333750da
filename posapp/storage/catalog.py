"""The catalogue that the till sells from: the hub's copy in a file of its own, thrown away and fetched again at will.

The GUI thread asks by key (`by_code`, `by_sku`, `browse` …, tens of microseconds); `search` belongs to the worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_
from pathlib import Path
from typing import BinaryIO, Final

from posapp.contract.snapshot import PRODUCT_COLUMNS, product_of, promotion_of
from posapp.domain.catalog import MARK, Category, Found, Product, found_by
from posapp.domain.dashboard import Low
from posapp.domain.errors import Refused
from posapp.domain.promotion import Promotion
from posapp.domain.shelf_label import PriceChange
from posapp.domain.tax import Tax
from posapp.storage.catalog_feed import CatalogChange, write_change
from posapp.storage.catalog_file import INCOMING, CatalogFile, State, drop_incoming
from posapp.storage.catalog_install import Edition, Pace, edition_of, inspect, no_pace, seal, unpack
from posapp.storage.changes import Changes
from posapp.storage.driver import Row
from posapp.storage.goods import GoodsWatch

_BY_CODE: Final = (
    f"SELECT {PRODUCT_COLUMNS} FROM barcode b CROSS JOIN product p ON p.id = b.product WHERE b.code = ? LIMIT 50"
)
_BY_MARK: Final = (
    f"SELECT {PRODUCT_COLUMNS}, b.code FROM barcode b CROSS JOIN product p ON p.id = b.product"
    " WHERE b.code >= ? AND b.code < ? LIMIT 50"
)
_BY_SKU: Final = f"SELECT {PRODUCT_COLUMNS} FROM product p WHERE p.sku = ?"
_CODES_OF: Final = "SELECT codes FROM product WHERE sku = ?"
_SKUS_OF: Final = "SELECT sku FROM product WHERE category = ? ORDER BY id"
_SIZES: Final = "SELECT category, count(*) FROM product GROUP BY category ORDER BY category"
_BY_ITEM: Final = f"SELECT {PRODUCT_COLUMNS} FROM product p WHERE p.item = ? ORDER BY p.id LIMIT 50"
_BY_STYLE: Final = f"SELECT {PRODUCT_COLUMNS} FROM product p WHERE p.style = ? ORDER BY p.id LIMIT 500"

_LISTED: Final = f"{PRODUCT_COLUMNS}, s.on_hand, s.reserved, p.id"
_STOCKED: Final = "product p LEFT JOIN stock s ON s.product = p.id"
_LIST_ALL: Final = (
    f"SELECT {_LISTED} FROM {_STOCKED} WHERE p.id IN"
    " (SELECT id FROM product ORDER BY id LIMIT ? OFFSET ?) ORDER BY p.id"
)
_LIST_CATEGORY: Final = (
    f"SELECT {_LISTED} FROM {_STOCKED} WHERE p.id IN"
    " (SELECT id FROM product WHERE category = ? ORDER BY id LIMIT ? OFFSET ?) ORDER BY p.id"
)
_COUNT_ALL: Final = "SELECT count(*) FROM product"
_COUNT_CATEGORY: Final = "SELECT count(*) FROM product WHERE category = ?"

_MATCHING: Final = (
    f"SELECT {_LISTED} FROM search CROSS JOIN {_STOCKED} WHERE p.id = search.rowid AND search MATCH ?"
    " ORDER BY search.rowid LIMIT ?"
)
_CODES_FROM: Final = (
    f"SELECT {_LISTED} FROM {_STOCKED} WHERE p.id IN"
    " (SELECT product FROM barcode WHERE code >= ? AND code < ? LIMIT ?) ORDER BY p.id"
)
_SKUS_FROM: Final = f"SELECT {_LISTED} FROM {_STOCKED} WHERE p.sku >= ? AND p.sku < ? ORDER BY p.sku LIMIT ?"
_WORDS: Final = "SELECT word FROM word WHERE word > ? AND word < ? LIMIT ?"

_CATEGORIES: Final = "SELECT id, name_zh, name_en, icon, position FROM category ORDER BY position, id"
_TAXES: Final = "SELECT id, kind, percent, starts FROM tax ORDER BY id, starts"
_PROMOTIONS: Final = "SELECT id, body FROM promotion ORDER BY id"
_STOCK: Final = "SELECT on_hand, reserved FROM product p JOIN stock s ON s.product = p.id WHERE p.sku = ?"
_LOW: Final = (
    "SELECT p.sku, p.name_zh, p.name_en, s.on_hand - s.reserved AS left_over FROM stock s"
    " JOIN product p ON p.id = s.product WHERE s.on_hand - s.reserved <= ? ORDER BY left_over, p.id LIMIT ?"
)
_DATED: Final = f"SELECT {PRODUCT_COLUMNS} FROM product p WHERE p.flags & 8 <> 0 ORDER BY p.id"
_HAS_REPRICED: Final = "SELECT 1 FROM sqlite_master WHERE name = 'repriced'"
_REPRICED: Final = (
    f"SELECT {PRODUCT_COLUMNS}, c.value ->> 1, c.value ->> 2, r.at FROM repriced r, json_each(r.body) c"
    " JOIN product p ON p.sku = c.value ->> 0 WHERE r.at >= ? ORDER BY r.id"
)
_META: Final = "SELECT key, value FROM meta"

_PAST_ALL: Final = "\U0010ffff"
_MOST_WORDS: Final = 100
_SHORTEST_KEY: Final = 3
"""Typed letters of a SKU or barcode from which its beginning is worth looking for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A product as lists and tiles show it. Stock is for information (thousandths; None: nobody counts it)."""

    product: Product
    on_hand: int | None
    reserved: int


class Catalog:
    """Reads over the file in place; every read raises Refused("catalog_missing" or "catalog_damaged") without one."""

    def __init__(self, path: Path, changes: Changes | None = None, key: bytes | None = None) -> None:
        self._changes = changes or Changes()
        self._key = key
        self._read: dict[bytes, Promotion | None] = {}
        self._promotions: tuple[Promotion, ...] = ()
        self._file = CatalogFile(path, self._changed)

    def goods_watch(self, key: bytes) -> GoodsWatch:
        """What notices that somebody else has changed the goods; `key` is the one they were sealed with."""
        return GoodsWatch(self._file.rows, key)

    @property
    def state(self) -> State:
        """Whether there is a catalogue; anything but "ready" means: fetch a snapshot."""
        return self._file.state

    def edition(self) -> Edition | None:
        """Which catalogue it is, None without one."""
        try:
            return edition_of(dict(self._file.rows(_META)))
        except Refused:
            return None

    def install(
        self, source: Path | BinaryIO, *, store: str, sha256: str, size: int, pace: Pace | None = None
    ) -> Edition:
        """Swap in a snapshot: `sha256` of the packed stream, `size` of the plain file. Refused leaves all as it was.

        `pace` is called between small pieces while the till sells; without it the work goes on at full speed.
        """
        incoming = self._file.path.with_name(self._file.path.name + INCOMING)
        try:
            unpack(source, incoming, sha256=sha256, size=size, pace=pace)
            edition = inspect(incoming, store, self.edition())
            if self._key is not None:
                seal(incoming, self._key)
            self._file.replace(incoming)
        finally:
            drop_incoming(self._file.path)
        self._changed()
        return edition

    def apply(self, change: CatalogChange, pace: Pace = no_pace) -> None:
        """Bring what the feeds say into the file, a few rows at a time; `pace` is called in between."""
        write_change(self._file.transaction, change, pace, self._key)
        self._changed()

    def checkpoint_if_due(self) -> bool:
        """To be called when the till is idle: a feed leaves its rows in the log, and no sale waits for the disk."""
        return self._file.checkpoint_if_due()

    def _changed(self) -> None:
        self._changes.publish(frozenset({"catalog"}))

    def close(self) -> None:
        """Give the file up."""
        self._file.close()

    # ------------------------------------------------------------ by key

    def by_code(self, code: str) -> tuple[Product, ...]:
        """The products with this code: usually one, none when it is unknown, several where shops share codes."""
        return tuple([product_of(row) for row in self._file.rows(_BY_CODE, (code,))])

    def by_marked_code(self, code: str) -> tuple[Found, ...]:
        """The products of which this is the code of several pieces, or an old one; for codes that `by_code` misses."""
        rows = self._file.rows(_BY_MARK, (code + MARK, code + chr(ord(MARK) + 1)))
        return tuple([found for row in rows if (found := found_by(row[14], product_of(row))) is not None])

    def by_sku(self, sku: str) -> Product | None:
        """The product of this number."""
        return next((product_of(row) for row in self._file.rows(_BY_SKU, (sku,))), None)

    def codes(self, sku: str) -> tuple[str, ...]:
        """The product's bar codes."""
        return tuple(next((row[0].split() for row in self._file.rows(_CODES_OF, (sku,))), ()))

    def by_item(self, item: str) -> tuple[Product, ...]:
        """The products with this number on scale labels."""
        return tuple([product_of(row) for row in self._file.rows(_BY_ITEM, (item,))])

    def styles(self, style: str) -> tuple[Product, ...]:
        """The sizes and colours of a style."""
        return tuple([product_of(row) for row in self._file.rows(_BY_STYLE, (style,))])

    def stock(self, sku: str) -> tuple[int, int] | None:
        """(on hand, reserved) in thousandths as the hub last said, or None where nobody counts."""
        return next(((on_hand, reserved) for on_hand, reserved in self._file.rows(_STOCK, (sku,))), None)

    def low_stock(self, least: int, most: int) -> list[Low]:
        """Goods of which so much (thousandths) or less can still be sold, the fewest first."""
        return [Low(*row) for row in self._file.rows(_LOW, (least, most))]

    # ------------------------------------------------------------ lists

    def browse(self, category: str | None = None, offset: int = 0, limit: int = 50) -> list[Listing]:
        """A page of a category, or of everything, the best sellers first."""
        if category is None:
            return _listings(self._file.rows(_LIST_ALL, (limit, offset)))
        return _listings(self._file.rows(_LIST_CATEGORY, (category, limit, offset)))

    def count(self, category: str | None = None) -> int:
        """How many products a category has, or all together."""
        rows = self._file.rows(_COUNT_CATEGORY, (category,)) if category is not None else self._file.rows(_COUNT_ALL)
        return int(rows[0][0])

    def skus(self, category: str) -> list[str]:
        """The numbers of all goods of a category."""
        return [row[0] for row in self._file.rows(_SKUS_OF, (category,))]

    def sizes(self) -> dict[str, int]:
        """How many goods each category has; one that nobody described is there too."""
        return dict(self._file.rows(_SIZES))

    def dated(self) -> Iterator[Product]:
        """The products whose list price changes on a day that is known, past or to come; for the worker."""
        return map(product_of, self._file.rows(_DATED))

    def repriced(self, start: str) -> list[PriceChange]:
        """Each price that feeds changed since then without saying so ahead, as they last did; for the worker."""
        if not self._file.rows(_HAS_REPRICED):
            return []
        last = {row[0]: row for row in self._file.rows(_REPRICED, (start,))}
        return [PriceChange(product_of(row), *row[14:17]) for row in last.values()]

    def categories(self) -> tuple[Category, ...]:
        """In the order of the tiles."""
        return tuple(Category(*row) for row in self._file.rows(_CATEGORIES))

    def promotions(self) -> tuple[Promotion, ...]:
        """All offers, in force or not, but those that only a newer program reads; the same tuple while none changes."""
        found = tuple([offer for _, offer in self._offers() if offer is not None])
        if len(found) != len(self._promotions) or not all(map(is_, found, self._promotions)):
            self._promotions = found
        return self._promotions

    def unread_promotions(self) -> list[str]:
        """Ids of the offers in a snapshot of a newer hub that this program cannot read."""
        return [id_ for id_, offer in self._offers() if offer is None]

    def _offers(self) -> list[tuple[str, Promotion | None]]:
        rows, known = self._file.rows(_PROMOTIONS), self._read
        self._read = read = {body: known[body] if body in known else promotion_of(body) for _, body in rows}
        return [(id_, read[body]) for id_, body in rows]

    def taxes(self) -> tuple[Tax, ...]:
        """All rows of the tax table."""
        return tuple(Tax(*row) for row in self._file.rows(_TAXES))

    # ------------------------------------------------------------ search

    def search(self, typed: str, limit: int = 50) -> list[Listing]:
        """What a person means by these letters: its own code first, then names (those that begin so lead when few
        letters are typed; otherwise by popularity), then codes and SKUs that begin so. Empty when nothing is asked."""
        found: dict[int, Row] = {}
        for rows in self._senses(typed, limit):
            for row in rows:
                found.setdefault(row[-1], row)
            if len(found) >= limit:
                break
        return _listings(list(found.values())[:limit])

    def _senses(self, typed: str, limit: int) -> Iterator[list[Row]]:
        from posapp.domain.search import match_expression, opening_expression  # its patterns: not before the first scan

        key, rows = typed.strip(), self._file.rows
        if len(key) >= _SHORTEST_KEY:
            yield rows(_CODES_FROM, (key, key + "\0", limit))
        for question in (opening_expression(typed), match_expression(typed, self._words)):
            if question is not None:
                yield rows(_MATCHING, (question, limit))
        if len(key) >= _SHORTEST_KEY:
            for start in dict.fromkeys((key, key.upper())):
                yield rows(_CODES_FROM, (start, start + _PAST_ALL, limit))
                yield rows(_SKUS_FROM, (start, start + _PAST_ALL, limit))

    def _words(self, start: str) -> list[str] | None:
        words = [word for (word,) in self._file.rows(_WORDS, (start, start + _PAST_ALL, _MOST_WORDS + 1))]
        return words if len(words) <= _MOST_WORDS else None


def _listings(rows: Sequence[Row]) -> list[Listing]:
    return [Listing(product_of(row), row[14], row[15] or 0) for row in rows]
