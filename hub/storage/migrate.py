"""Bringing the tables of an older hub to ours: new tables whole, new columns one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, inspect, update

from hub.clock import system_clock
from hub.storage import first_spellings, tables
from hub.storage.first_exceptions import write_down
from posapp.domain.times import to_text

_STEPS: Final[Mapping[int, tuple[str, ...]]] = {
    2: (
        "ALTER TABLE enrolment_code ADD COLUMN till TEXT",
        "ALTER TABLE till ADD COLUMN token_at TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE till ADD COLUMN next_hash {bytes}",
        "ALTER TABLE till ADD COLUMN revoked_at TEXT",
        "CREATE UNIQUE INDEX till_by_next ON till (next_hash)",
    ),
    3: ("ALTER TABLE hub ADD COLUMN revoked BIGINT NOT NULL DEFAULT 0",),
    4: ("CREATE INDEX entry_not_understood ON entry (till, kind) WHERE applied = 2",),
    5: tuple(
        f"UPDATE {table} SET noun = 'before_' || noun WHERE noun IN ('coupons', 'members', 'orders')"
        for table in ("record", "head")
    ),
    9: (
        "ALTER TABLE till ADD COLUMN receipt TEXT NOT NULL DEFAULT ''",
        "UPDATE till SET receipt = coalesce((SELECT max(receipt) FROM sale WHERE till = till.id), '')",
    ),
    10: (
        "INSERT INTO record (noun, store, key, cursor, body) SELECT 'balance_filed', store, key, cursor, body"
        " FROM record WHERE noun = 'wallet_kept'",
    ),
    13: (
        "CREATE INDEX IF NOT EXISTS sale_by_member ON sale (member) WHERE member IS NOT NULL",
        "INSERT INTO head (noun, store, cursor) SELECT noun, store, max(cursor) FROM record WHERE true"
        " GROUP BY noun, store ON CONFLICT DO NOTHING",
    ),
}
"""Schema -> what changes in tables that the one before had. 5: rows of a shop file that no feed carried then keep the
file's form; now that their feeds are there, they are published when the file is loaded again. 10: what was signed was
what the file had said. 13: what a step wrote into records has its head too, by which they are found."""
_LATER_TEXTS: Final = {
    "purse_move": ("proof",),
    "sale": ("note", "source", "associate"),
    "sale_line": ("serial", "associate"),
}
"""Table -> texts that rows of before schema 11 lack."""
_EXCEPTIONS: Final = 3
"""The first schema with exceptions of their own."""
_LEAVING: Final = 9
"""The first that knows since when somebody works in a store no more; of whom left before: since now at the latest."""
_SPELLED: Final = 13
"""The first that tells how members' names are read, whose returns move stock, and that reads a member's ledger."""
_GONE_BY_NOW: Final = (
    "INSERT INTO leaving SELECT key, store, '{now}', '' FROM record WHERE noun = 'staff' AND body IS NULL"
)

_LEDGER: Final = "CREATE INDEX IF NOT EXISTS purse_move_of ON purse_move (account, kind)"
_COUNTED: Final = "INSERT INTO return_stock (till, seq, line) SELECT till, seq, line FROM sale_return"
"""What came back before the hub moved stock for it has been counted since, or will be."""


def migrate(connection: Connection, found: int) -> None:
    """From schema `found` to ours, in the caller's transaction: all of it or nothing."""
    kind = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    for schema in range(found + 1, tables.SCHEMA + 1):
        for statement in _STEPS.get(schema, ()):
            connection.exec_driver_sql(statement.format(bytes=kind))
    _add_later_texts(connection)
    tables.metadata.create_all(connection)
    if found < _EXCEPTIONS:
        write_down(connection)
    if found < _LEAVING:
        connection.exec_driver_sql(_GONE_BY_NOW.format(now=to_text(system_clock())))
    if found < _SPELLED:
        first_spellings.write_down(connection)
        connection.exec_driver_sql(_COUNTED)
        connection.exec_driver_sql(_LEDGER)
    connection.execute(update(tables.hub).values(schema=tables.SCHEMA))


def _add_later_texts(connection: Connection) -> None:
    """In tables that the older hub had; the others come whole."""
    there = inspect(connection)
    for table in filter(there.has_table, _LATER_TEXTS):
        known = {column["name"] for column in there.get_columns(table)}
        for name in _LATER_TEXTS[table]:
            if name not in known:
                connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
