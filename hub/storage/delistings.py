"""When products left the catalogue and came back: tombstones say only that they are gone now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, update

from hub.storage import tables

if TYPE_CHECKING:
    from hub.storage.records import Change


def note(connection: Connection, products: Sequence[Change], at: str) -> None:
    """These rows of products changed now: those that are gone are delisted from now on, the others no longer."""
    d = tables.delisting.c
    for store in {c.store for c in products}:
        here = [c for c in products if c.store == store]
        off = (d.store == store, d.back == "", d.sku.in_([c.key for c in here]))
        connection.execute(update(tables.delisting).where(*off).values(back=at))
        gone = [{"sku": c.key, "store": store, "since": at, "back": ""} for c in here if c.body is None]
        if gone:
            connection.execute(insert(tables.delisting), gone)
