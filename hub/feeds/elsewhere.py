"""Stock of other shops: copies of their feed of stock, for the shops that are near them.

It follows the stock of all shops, whatever changed it; who is near whom stands in the settings of each shop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hub.storage import records
from hub.storage.database import Database
from hub.storage.records import Change, change
from posapp.contract.feed_elsewhere import ElsewhereRow
from posapp.contract.feed_rows import SettingsRow, StockRow
from posapp.contract.shop_store import ShopStore

MOST: Final = 20
"""So many shops are all near one another where none says otherwise; a larger chain names them."""


def near(store: ShopStore, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(id, name) of the shops whose stock the store sees: those it names, or all others of a small chain."""
    chosen = store.near if store.near is not None else sorted(names) if len(names) <= MOST else ()
    return tuple((other, names[other]) for other in chosen if other in names and other != store.id)


def changes(database: Database, touched: frozenset[str]) -> Iterator[Change]:
    """What shops should know of others and do not yet, and what is to be forgotten: of every shop that is one of the
    touched or near one."""
    with database.read() as connection:
        settings = [SettingsRow.model_validate_json(body) for body in records.everywhere(connection, "settings")]
    for shop in settings:
        if shop.id not in touched and touched.isdisjoint(other.id for other in shop.near):
            continue
        gone = set(records.keys(database, "elsewhere", shop.id))
        for other in shop.near:
            with database.read() as connection:
                stock = [StockRow.model_validate_json(body) for body in records.rows(connection, "stock", other.id)]
            for s in stock:
                row = ElsewhereRow(store=other.id, sku=s.sku, on_hand=s.on_hand, reserved=s.reserved)
                gone.discard(row.key)
                yield change("elsewhere", shop.id, row)
        for key in sorted(gone):
            yield Change("elsewhere", shop.id, key, None)
