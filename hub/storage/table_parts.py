"""What tables of the hub are made of.

Every table says by what it can be spread over many machines (`shard`, see docs/scale.md): a column of its primary key
that names the store, or the till, which is of one store for ever and whose id begins with that; or CHAIN: few rows,
written by head office, or looked at when a person is there.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

CHAIN: Final = "the whole chain"

metadata = MetaData()


def table(name: str, *columns: Column[object] | Index, shard: str = "") -> Table:
    """A table whose primary key is its storage order in SQLite."""
    return Table(name, metadata, *columns, sqlite_with_rowid=False, info={"shard": shard})


def key(name: str, kind: type[Text | BigInteger | Integer | LargeBinary] = Text) -> Column[object]:
    """A column of the primary key."""
    return Column(name, kind, primary_key=True, autoincrement=False)


def text_column(name: str) -> Column[object]:
    """A text, never NULL."""
    return Column(name, Text, nullable=False)


def int_column(name: str) -> Column[object]:
    """A number, never NULL."""
    return Column(name, BigInteger, nullable=False)


def only(condition: str) -> dict[str, Any]:
    """Of an index: over rows that are so, in both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
