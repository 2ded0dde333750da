"""What the hub counted, to compare with the tills' own books."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from hub.storage import tables
from hub.storage.database import Database
from hub.storage.shift_totals import shift_totals
from posapp.contract.calls import DayTotal, Totals


def totals(database: Database, store: str, at: str, till: str | None = None, date: str | None = None) -> Totals:
    """A store's sales per till and business date, or those of one till or date, and their sums."""
    s = tables.sale.c
    chosen = [s.store == store, *([s.till == till] if till else []), *([s.business_date == date] if date else [])]
    with database.read() as connection:
        days = tuple(
            DayTotal(
                till=row.till,
                date=row.date,
                count=int(row.sales),
                total=int(row.total),
                tax=int(row.tax),
                rounding=int(row.rounding),
                first_receipt=row.first_receipt,
                last_receipt=row.last_receipt,
            )
            for row in connection.execute(_days(chosen))
        )
        counted = connection.execute(_entries(store, till, date)).one()
        shifts = shift_totals(connection, store, till, date)
    return Totals(
        store=store,
        days=days,
        count=sum(d.count for d in days),
        total=sum(d.total for d in days),
        tax=sum(d.tax for d in days),
        rounding=sum(d.rounding for d in days),
        entries=int(counted.entries),
        refused=int(counted.refused or 0),
        at=at,
        shifts=shifts,
    )


def sold(connection: Connection, store: str) -> Mapping[str, int]:
    """How many lines of each product the store's tills have sold."""
    s, x = tables.sale.c, tables.sale_line.c
    both = tables.sale_line.join(tables.sale, (x.till == s.till) & (x.seq == s.seq))
    query = select(x.sku, func.count().label("lines")).select_from(both).where(s.store == store).group_by(x.sku)
    return {row.sku: int(row.lines) for row in connection.execute(query)}


def _days(chosen: list[ColumnElement[bool]]) -> Select[Any]:
    s = tables.sale.c
    return (
        select(
            s.till,
            s.business_date.label("date"),
            func.count().label("sales"),
            func.sum(s.total).label("total"),
            func.sum(s.tax).label("tax"),
            func.sum(s.rounding).label("rounding"),
            func.min(s.receipt).label("first_receipt"),
            func.max(s.receipt).label("last_receipt"),
        )
        .where(*chosen)
        .group_by(s.till, s.business_date)
        .order_by(s.till, s.business_date)
    )


def _entries(store: str, till: str | None, date: str | None) -> Select[int, int]:
    e, t = tables.entry.c, tables.till.c
    query = select(func.count().label("entries"), func.count().filter(e.refusal != "").label("refused"))
    query = query.select_from(tables.entry.join(tables.till, e.till == t.id)).where(t.store == store)
    if till:
        query = query.where(e.till == till)
    return query.where(e.business_date == date) if date else query
