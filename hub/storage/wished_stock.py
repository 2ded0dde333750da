"""Goods that members wish for: since when a shop has had none of them, and when they came back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, select, update

from hub.storage import records
from hub.storage.database import Database
from hub.storage.follow_up_tables import wished_stock
from hub.storage.member_tables import member_value
from posapp.contract.feed_rows import StockRow
from posapp.domain.member_details import WISH

Wishes = dict[str, set[str]]
"""SKU -> members."""


def wishes(database: Database) -> Wishes:
    """Whoever has ever wished for what; whether they still do stands in their record."""
    v, found = member_value.c, Wishes()
    with database.read() as connection:
        query = select(v.member, v.value).where(v.field.like(f"{WISH}.%"), v.value != "")
        for member, sku in connection.execute(query):
            found.setdefault(sku, set()).add(member)
    return found


def note(database: Database, store: str, wished: Wishes, today: str) -> None:
    """How the shop's stock of these goods stands that day."""
    w = wished_stock.c
    with database.write() as connection:
        known = {row.sku: row for row in connection.execute(select(wished_stock).where(w.store == store))}
        there = _there(connection, store, sorted(wished))
        for sku in sorted(wished):
            row, mine = known.get(sku), (w.store == store, w.sku == sku)
            if sku in there and row is not None and not row.back:
                connection.execute(update(wished_stock).where(*mine).values(back=today))
            elif sku not in there and (row is None or row.back):
                connection.execute(delete(wished_stock).where(*mine))
                connection.execute(insert(wished_stock).values(store=store, sku=sku, out=today, back=""))


def back(connection: Connection, store: str, first: str, last: str) -> Iterator[tuple[str, str, str]]:
    """(sku, since when it was out, when it came back) of what came back between these days."""
    w = wished_stock.c
    query = select(w.sku, w.out, w.back).where(w.store == store, w.back.between(first, last)).order_by(w.sku)
    for row in connection.execute(query):
        yield row.sku, row.out, row.back


def _there(connection: Connection, store: str, skus: list[str]) -> set[str]:
    found = records.some(connection, "stock", store, skus).items()
    rows = ((sku, StockRow.model_validate_json(body)) for sku, body in found)
    return {sku for sku, row in rows if row.on_hand > row.reserved}
