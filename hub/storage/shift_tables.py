"""Shifts of the tills: opened, closed with a Z, and the cash that moved in them apart from sales."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index

from hub.storage.table_parts import int_column, key, table, text_column

shift = table(
    "shift",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "id", "business_date", "staff", "opened_at")),
    int_column("float_amount"),
    Index("shift_by_day", "store", "business_date"),
    shard="till",
)
"""`seq` is the entry that opened it."""

shift_close = table(
    "shift_close",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "shift", "business_date", "name", "staff", "closed_at")),
    *map(int_column, ("opened", "z", "sales", "total", "tax", "rounding", "expected", "counted", "stayed", "forced")),
    Index("shift_close_by_day", "store", "business_date"),
    shard="till",
)
"""Each Z by its main figures; its entry has all of it. `opened`: the number of the entry that opened the shift; `z`
counts a till's closes without gaps."""

cash_move = table(
    "cash_move",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("shift", "kind", "reason")),
    int_column("amount"),
    shard="till",
)
