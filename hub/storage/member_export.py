"""Everything the hub holds of one person, as they may ask to have it: rows by table, the fields as they stand, orders,
sales, who looked and what was written to them. The shop's own secrets (hashes of codes and PINs, salts) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, or_, select

from hub.storage import consent_words, erasing, records, tables
from hub.storage.database import Database
from hub.storage.member_history import same_person
from hub.storage.records import EVERY_STORE
from hub.storage.table_parts import metadata
from posapp.domain.errors import Refused

_LEFT_OUT: Final = frozenset({"salt", "hash", "pin_hash", "signature", "sealed", "spelled", "heard", "edited"})
_OF_SALES: Final = (tables.sale_line, tables.sale_tender, tables.sale_discount, tables.sale_tax, tables.invoice)
_OWN_RECORDS: Final = ("member_kept", "wallet_kept")

Found = dict[str, list[dict[str, Any]]]


def all_of(database: Database, member: str) -> Found:
    """Rows by what they are: the record first. Refused("no_row") of whom nobody knows."""
    with database.read() as connection:
        ids = same_person(connection, member)
        found: Found = {noun: list(_records(connection, noun, ids)) for noun in _OWN_RECORDS}
        for table in metadata.sorted_tables:
            if "member" in table.c:
                found[table.name] = _rows(connection, table, table.c.member.in_(ids))
        found[consent_words.CONSENT_WORDS] = consent_words.agreed_to(connection, found["member_consent"])
        found["orders"] = [_plain(json.loads(row.body)) for row in erasing.orders_of(connection, ids)]
        of_sales = _sales(connection, found["sale"])
        found |= of_sales
        found["notice"] = _messages(connection, ids, [str(row["id"]) for row in found["orders"]])
        found["purse_move"] = _rows(connection, tables.purse_move, tables.purse_move.c.account.in_(ids))
    found = {name: rows for name, rows in found.items() if rows}
    if not found:
        raise Refused("no_row", feed_named="members", key=member)
    return found


def _records(connection: Connection, noun: str, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for body in records.some(connection, noun, EVERY_STORE, ids).values():
        yield _plain(json.loads(body))


def _rows(connection: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    query = select(table).where(where).order_by(*table.primary_key.columns)
    return [_plain(dict(row._mapping)) for row in connection.execute(query)]


def _sales(connection: Connection, sales: Sequence[dict[str, Any]]) -> Found:
    found: Found = {table.name: [] for table in _OF_SALES}
    for start in range(0, len(sales), _CHUNK):
        some = sales[start : start + _CHUNK]
        for table in _OF_SALES:
            theirs = or_(*((table.c.till == sale["till"]) & (table.c.seq == sale["seq"]) for sale in some))
            found[table.name] += _rows(connection, table, theirs)
    return found


def _messages(connection: Connection, ids: Sequence[str], orders: Sequence[str]) -> list[dict[str, Any]]:
    n = tables.notice.c
    about = erasing.written_about(connection, ids, orders)
    rows: list[dict[str, Any]] = []
    for start in range(0, len(about), _CHUNK):
        rows += _rows(connection, tables.notice, n.about.in_(about[start : start + _CHUNK]))
    return rows


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _LEFT_OUT and not isinstance(value, bytes)}


_CHUNK: Final = 200
