"""Exceptions of a database from before they were written down: once, what was only derived then becomes rows."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select

from hub import exceptions
from hub.rows import Rows
from hub.storage import tables
from posapp.contract.envelope import WireEntry


def write_down(connection: Connection) -> None:
    """Refused entries and unlisted goods of all journals there are."""
    rows = Rows()
    _refused(connection, rows)
    _unlisted(connection, rows)
    names = [column.name for column in tables.exception.columns]
    if rows.exception:
        connection.execute(insert(tables.exception), [dict(zip(names, row, strict=True)) for row in rows.exception])


def _refused(connection: Connection, rows: Rows) -> None:
    e, t = tables.entry.c, tables.till.c
    query = select(tables.entry, t.store).select_from(tables.entry.join(tables.till, e.till == t.id))
    for row in connection.execute(query.where(e.refusal != "")):
        entry = WireEntry(row.seq, row.kind, row.at, row.business_date, row.staff, msgspec.Raw(bytes(row.body)))
        exceptions.note_refused(rows, (row.store, row.till, row.received_at), entry, row.refusal)


def _unlisted(connection: Connection, rows: Rows) -> None:
    s, x = tables.sale.c, tables.sale_line.c
    both = tables.sale_line.join(tables.sale, (x.till == s.till) & (x.seq == s.seq))
    columns = (s.store, s.till, s.seq, s.receipt, s.at, s.staff, s.business_date, x.line, x.code, x.name, x.category)
    query = select(*columns, x.quantity, x.gross, x.discount).select_from(both).where(x.name != "")
    for row in connection.execute(query):
        entry = WireEntry(row.seq, "sale", row.at, row.business_date, row.staff, msgspec.Raw(b"{}"))
        facts = {"receipt": row.receipt, "quantity": row.quantity}
        facts |= {"code": row.code, "name": row.name, "category": row.category}
        origin = (row.store, row.till, row.at)
        amount = row.gross - row.discount
        exceptions.note(rows, "unlisted", origin, entry, facts, line=row.line, amount=amount)
