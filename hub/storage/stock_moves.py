"""Stock that the hub itself moves: what was promised to somebody, what left the shop, what came back.

Head office's file says what was counted; the row of the feed is what is left of that. What came back and is not for
sale stands beside it ("set_aside") until a file says another figure, which somebody has counted then. Goods of which no
stock is kept have no row, and get none here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from hub.storage import records, tables
from hub.storage.database import Database
from hub.storage.records import Change, change
from posapp.contract.feed_elsewhere import ElsewhereRow
from posapp.contract.feed_figures import within
from posapp.contract.feed_rows import SettingsRow, StockRow
from posapp.contract.feed_set_aside import SetAsideRow

FILED: Final = "stock_filed"
Moves = Mapping[str, tuple[int, int]]
"""SKU -> thousandths by which what is on hand and what is promised change."""
ASIDE: Final = "set_aside"


def move(connection: Connection, store: str, moves: Moves, now: datetime) -> int:
    """Publishes the store's stock after the moves, inside the caller's transaction; how many rows were news. Promises
    end at nothing: what a file counted may have known of fewer."""
    wanted = {sku: by for sku, by in moves.items() if by != (0, 0)}
    if not wanted:
        return 0
    found = _locked(connection, store, sorted(wanted))
    changed = _first_moved(connection, store, found)
    after: list[StockRow] = []
    for sku, row in found.items():
        on_hand, reserved = wanted[sku]
        moved = {"on_hand": within(row.on_hand + on_hand), "reserved": within(max(0, row.reserved + reserved))}
        after.append(row.model_copy(update=moved))
    changed += [change("stock", store, row) for row in after]
    return records.put(connection, [*changed, *_seen_elsewhere(connection, store, after)], now)


def lay_aside(connection: Connection, store: str, states: Mapping[str, Mapping[str, int]], now: datetime) -> int:
    """Publishes what of the store's goods is not for sale any more; `states`: SKU -> damaged, warehouse, supplier ->
    thousandths more. How many rows were news."""
    found = _locked(connection, store, sorted(states))  # each with its lock, so that two batches add up
    before = records.some(connection, ASIDE, store, sorted(found))
    changed = _first_moved(connection, store, found)
    for sku in found:
        row = SetAsideRow.model_validate_json(before[sku]) if sku in before else SetAsideRow(sku=sku)
        more = {state: within(getattr(row, state) + units) for state, units in states[sku].items()}
        changed.append(change("set_aside", store, row.model_copy(update=more)))
    return records.put(connection, changed, now)


def _seen_elsewhere(connection: Connection, store: str, after: list[StockRow]) -> list[Change]:
    """What the shops near it are told of the same goods."""
    settings = map(SettingsRow.model_validate_json, records.everywhere(connection, "settings"))
    near = [shop.id for shop in settings if any(other.id == store for other in shop.near)]
    rows = [ElsewhereRow(store=store, sku=row.sku, on_hand=row.on_hand, reserved=row.reserved) for row in after]
    return [change("elsewhere", shop, row) for shop in near for row in rows]


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
        yield Change(ASIDE, store, row.sku, None)


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
