"""When products left the catalogue and came back: tombstones say only that they are gone now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, update

from hub.storage import tables


def note(connection: Connection, products: Iterable[tuple[str, str, bool]], at: str) -> None:
    """These rows of products (store, number, gone) changed now: those that are gone are delisted from now on, the
    others no longer."""
    changed = list(products)
    d = tables.delisting.c
    for store in {store for store, _, _ in changed}:
        skus = [sku for of, sku, _ in changed if of == store]
        off = (d.store == store, d.back == "", d.sku.in_(skus))
        connection.execute(update(tables.delisting).where(*off).values(back=at))
    gone = [{"sku": sku, "store": store, "since": at, "back": ""} for store, sku, left in changed if left]
    if gone:
        connection.execute(insert(tables.delisting), gone)
