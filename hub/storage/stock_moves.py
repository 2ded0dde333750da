"""Stock that the hub itself moves: what was promised to somebody, what left the shop, what came back.

Head office's file says what was counted; the row of the feed is what is left of that. Goods of which no stock is kept
have no row, and get none here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from hub.storage import records, tables
from hub.storage.records import change
from posapp.contract.feed_rows import StockRow

Moves = Mapping[str, tuple[int, int]]
"""SKU -> thousandths by which what is on hand and what is promised change."""


def move(connection: Connection, store: str, moves: Moves, now: datetime) -> int:
    """Publishes the store's stock after the moves, inside the caller's transaction; how many rows were news. Promises
    end at nothing: what a file counted may have known of fewer."""
    wanted = {sku: by for sku, by in moves.items() if by != (0, 0)}
    if not wanted:
        return 0
    found = _locked(connection, store, sorted(wanted))
    changed = []
    for sku, row in found.items():
        on_hand, reserved = wanted[sku]
        after = row.model_copy(update={"on_hand": row.on_hand + on_hand, "reserved": max(0, row.reserved + reserved)})
        changed.append(change("stock", store, after))
    return records.put(connection, changed, now)


def free(connection: Connection, store: str, skus: list[str]) -> dict[str, int]:
    """What a store has and has promised to nobody; goods without a row are not in it. Locked until the end of the
    transaction, so of two orders for the last one the second sees the first."""
    return {sku: row.on_hand - row.reserved for sku, row in _locked(connection, store, skus).items()}


def _locked(connection: Connection, store: str, skus: list[str]) -> dict[str, StockRow]:
    r = tables.record.c
    query = select(r.key, r.body).where(r.noun == "stock", r.store == store, r.key.in_(skus), r.body.is_not(None))
    found = connection.execute(query.order_by(r.key).with_for_update())
    return {row.key: StockRow.model_validate_json(row.body) for row in found}
