"""How a batch's rows get into PostgreSQL: a few in one statement, many by a binary COPY a table.

A COPY is two calls of the database and sets its types up each time: for one sale, which is what a till that is online
sends, six of them cost more than everything else. For many rows it is a third faster than JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import BigInteger, Integer, LargeBinary, Table

from hub.rows import Row

FEW: Final = 40
"""Rows that go in together: of two or three sales."""

Filled = Sequence[tuple[Table, list[Row]]]
"""Tables and the rows that they get, at least one each."""


def put(cursor: Any, filled: Filled) -> None:
    """Writes them, the way that suits their number."""
    rows = sum(len(rows) for _, rows in filled)
    if rows > FEW:
        _put_many(cursor, filled)
    elif rows:
        _put_few(cursor, filled)


def _put_few(cursor: Any, filled: Filled) -> None:
    given = {table.name: [_named(table, row) for row in rows] for table, rows in filled}
    cursor.execute(_statement(tuple(table for table, _ in filled)), (msgspec.json.encode(given).decode(),))


def _put_many(cursor: Any, filled: Filled) -> None:
    for table, rows in filled:
        with cursor.copy(f"COPY {table.name} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_types(table))
            for row in rows:
                copy.write_row(row)


def _named(table: Table, row: Iterable[object]) -> dict[str, object]:
    """As PostgreSQL reads it out of JSON; bytes are written in hex."""
    pairs = zip(table.columns.keys(), row, strict=True)
    return {name: f"\\x{value.hex()}" if isinstance(value, bytes) else value for name, value in pairs}


@cache
def _statement(filled: tuple[Table, ...]) -> str:
    """The same for all batches that fill the same tables, so PostgreSQL keeps its plan."""
    puts = ", ".join(f"{table.name}_put AS ({_put(table)})" for table in filled)
    return f"WITH given AS (SELECT CAST(%s AS jsonb) AS tables), {puts} SELECT 1"


def _put(table: Table) -> str:
    columns = ", ".join(f'"{column.name}" {kind}' for column, kind in zip(table.columns, _types(table), strict=True))
    rows = f"jsonb_to_recordset(given.tables -> '{table.name}') AS found({columns})"
    return f"INSERT INTO {table.name} SELECT found.* FROM given, {rows}"


@cache
def _types(table: Table) -> list[str]:
    return [_type(column.type) for column in table.columns]


def _type(kind: object) -> str:
    if isinstance(kind, BigInteger):
        return "int8"
    if isinstance(kind, Integer):
        return "int4"
    return "bytea" if isinstance(kind, LargeBinary) else "text"
