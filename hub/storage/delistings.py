"""When products left the catalogue, or people a store, and came back: tombstones say only that they are gone now."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, update

from hub.storage import tables


def note(connection: Connection, changed: Iterable[tuple[str, str, str, bool]], at: str) -> None:
    """Of these rows (noun, store, key, gone), which changed now, the products and the people: those that are gone are
    so from now on, the others no longer."""
    by_place: dict[tuple[str, str], dict[str, bool]] = {}
    for noun, store, key, left in changed:
        if noun in ("products", "staff"):
            by_place.setdefault((noun, store), {})[key] = left
    for (noun, store), keys in by_place.items():
        table, name = (tables.delisting, "sku") if noun == "products" else (tables.leaving, "staff")
        here = (table.c.store == store, table.c[name].in_(keys))
        connection.execute(update(table).where(*here, table.c.back == "").values(back=at))
        gone = [{name: key, "store": store, "since": at, "back": ""} for key, left in keys.items() if left]
        if gone:
            connection.execute(delete(table).where(*here, table.c.since == at))  # gone, back, gone in one second
            connection.execute(insert(table), gone)
