"""The copy of what may not be sold. It lies on disk and in memory: a scan asks, and a till may be offline for weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from posapp.domain.stop_sale import StopSale
from posapp.storage.cursors import move
from posapp.storage.database import Database
from posapp.storage.schema import insert_sql

_PUT: Final = insert_sql("stop_sale", ("key", "body"), conflict="OR REPLACE")
_REMOVE: Final = "DELETE FROM stop_sale WHERE key = ?"
_EMPTY: Final = "DELETE FROM stop_sale"
_ALL: Final = "SELECT body FROM stop_sale ORDER BY key"


class StopSales:
    """The stops as the hub last told."""

    def __init__(self, copies: Database) -> None:
        self._copies = copies
        self._decode = msgspec.json.Decoder(StopSale).decode
        self._by_sku: Mapping[str, tuple[StopSale, ...]] = self._read()

    def of(self, sku: str) -> tuple[StopSale, ...]:
        """The stops of an item; for every scan, from memory."""
        return self._by_sku.get(sku, ())

    @property
    def any(self) -> bool:
        """Whether anything is stopped."""
        return bool(self._by_sku)

    def apply(
        self, stops: Iterable[StopSale], gone: Iterable[str], cursor: int, epoch: str, as_of: str, fresh: bool = False
    ) -> None:
        """One page of the feed and its cursor, durable at once; the first page of a fresh copy, or of another hub,
        replaces all."""
        with self._copies.transaction() as tx:
            if not move(tx, "stop_sales", epoch, cursor, as_of) or fresh:
                tx.execute(_EMPTY)
            tx.executemany(_PUT, [(stop.key, msgspec.json.encode(stop)) for stop in stops])
            tx.executemany(_REMOVE, [(key,) for key in gone])
            tx.touch("stop_sales")
        self._by_sku = self._read()

    def _read(self) -> Mapping[str, tuple[StopSale, ...]]:
        found: dict[str, tuple[StopSale, ...]] = {}
        for (body,) in self._copies.few(_ALL):
            stop = self._decode(body)
            found[stop.sku] = (*found.get(stop.sku, ()), stop)
        return found
