"""When products left the catalogue and came back: tombstones say only that they are gone now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, update

from hub.storage import tables


def note(connection: Connection, products: Iterable[tuple[str, str, bool]], at: str) -> None:
    """These rows of products (store, number, gone) changed now: those that are gone are delisted from now on, the
    others no longer."""
    d = tables.delisting.c
    by_store: dict[str, dict[str, bool]] = {}
    for store, sku, left in products:
        by_store.setdefault(store, {})[sku] = left
    for store, changed in by_store.items():
        here = (d.store == store, d.sku.in_(changed))
        connection.execute(update(tables.delisting).where(*here, d.back == "").values(back=at))
        gone = [{"sku": sku, "store": store, "since": at, "back": ""} for sku, left in changed.items() if left]
        if gone:
            connection.execute(delete(tables.delisting).where(*here, d.since == at))  # gone, back, gone in one second
            connection.execute(insert(tables.delisting), gone)
