"""What brought customers here, and who sold: the sales of a time by their source or by associate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Select, Text, cast, distinct, func, select

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.source import source_of

BY: Final = ("source", "associate")


def attributed(
    database: Database, by: str, store: str | None, first: str | None, last: str | None
) -> Iterator[dict[str, object]]:
    """One row each, the largest first: its name ("" where none was told), in how many sales, units (thousandths) and
    net amount (minor units, before cash rounding), by store. Of an associate only the lines that are theirs: of the
    line, else of the sale, else whoever took the money. Sources that tills of before kept in words count with their
    id, and words that differ in capitals only are one. `first` and `last`: business dates."""
    s, line = tables.sale.c, tables.sale_line.c
    who = func.coalesce(func.nullif(line.associate, ""), func.nullif(s.associate, ""), s.staff)
    name = s.source if by == "source" else who
    net = func.sum(line.gross - line.discount)
    query: Select[Any] = select(
        s.store,
        name.label("name"),
        func.count(distinct(s.till + "." + cast(s.seq, Text))).label("sales"),
        func.sum(line.quantity).label("units"),
        net.label("net"),
    )
    query = query.join_from(tables.sale, tables.sale_line, (line.till == s.till) & (line.seq == s.seq))
    for wanted in (s.store == store if store else None, s.business_date >= first if first else None):
        query = query.where(wanted) if wanted is not None else query
    query = query.where(s.business_date <= last) if last else query
    with database.read() as connection:
        rows = connection.execute(query.group_by(s.store, name).order_by(net.desc(), name)).all()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        called = source_of(row.name) if by == "source" else row.name
        one = found.setdefault((row.store, called.casefold()), {"store": row.store, "name": called})
        for column in ("sales", "units", "net"):
            one[column] = one.get(column, 0) + int(getattr(row, column))
    yield from sorted(found.values(), key=lambda one: -one["net"])
