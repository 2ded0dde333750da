"""Stock that the hub itself moves: what was promised to somebody, what left the shop, what came back.

Head office's file says what was counted; the row of the feed is what is left of that. Goods of which no stock is kept
have no row, and get none here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from hub.storage import records, tables
from hub.storage.database import Database
from hub.storage.records import Change, change
from posapp.contract.feed_rows import StockRow

FILED: Final = "stock_filed"
Moves = Mapping[str, tuple[int, int]]
"""SKU -> thousandths by which what is on hand and what is promised change."""


def move(connection: Connection, store: str, moves: Moves, now: datetime) -> int:
    """Publishes the store's stock after the moves, inside the caller's transaction; how many rows were news. Promises
    end at nothing: what a file counted may have known of fewer."""
    wanted = {sku: by for sku, by in moves.items() if by != (0, 0)}
    if not wanted:
        return 0
    found = _locked(connection, store, sorted(wanted))
    changed = _first_moved(connection, store, found)
    for sku, row in found.items():
        on_hand, reserved = wanted[sku]
        after = row.model_copy(update={"on_hand": row.on_hand + on_hand, "reserved": max(0, row.reserved + reserved)})
        changed.append(change("stock", store, after))
    return records.put(connection, changed, now)


def _first_moved(connection: Connection, store: str, found: Mapping[str, StockRow]) -> list[Change]:
    """What the file said of goods that the hub moves for the first time: read again it is no news."""
    known = records.some(connection, FILED, store, sorted(found))
    return [
        Change(FILED, store, sku, change("stock", store, row).body) for sku, row in found.items() if sku not in known
    ]


def file_change(filed: Mapping[tuple[str, str], str], store: str, row: StockRow) -> Iterator[Change]:
    """A row of a shop file; one that says of moved goods what it said last changes nothing. `filed`: `filed_rows`."""
    said = change("stock", store, row)
    before = filed.get((store, row.sku))
    if before is None or said.body != before:
        yield said
    if before is not None and said.body != before:
        yield Change(FILED, store, row.sku, said.body)


def filed_rows(database: Database) -> Mapping[tuple[str, str], str]:
    """What shop files said last of goods that the hub has moved, by store and SKU."""
    r = tables.record.c
    with database.read() as connection:
        query = select(r.store, r.key, r.body).where(r.noun == FILED, r.body.is_not(None))
        return {(row.store, row.key): row.body for row in connection.execute(query)}


def free(connection: Connection, store: str, skus: list[str]) -> dict[str, int]:
    """What a store has and has promised to nobody; goods without a row are not in it. Locked until the end of the
    transaction, so of two orders for the last one the second sees the first."""
    return {sku: row.on_hand - row.reserved for sku, row in _locked(connection, store, skus).items()}


def _locked(connection: Connection, store: str, skus: list[str]) -> dict[str, StockRow]:
    r = tables.record.c
    query = select(r.key, r.body).where(r.noun == "stock", r.store == store, r.key.in_(skus), r.body.is_not(None))
    found = connection.execute(query.order_by(r.key).with_for_update())
    return {row.key: StockRow.model_validate_json(row.body) for row in found}
