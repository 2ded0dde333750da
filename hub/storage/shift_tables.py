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

shift_away = table(
    "shift_away",
    *map(key, ("store", "id")),
    text_column("till"),
    *map(int_column, ("opened", "seq")),
    *map(text_column, ("staff", "business_date", "opened_at", "at", "body")),
    *map(text_column, ("taken_till", "taken_staff", "taken_at", "resumed")),
    Index("shift_away_resumed", "store", "resumed"),
    shard="store",
)
"""Parts of shifts that stood still: `id` is the shift that the till `opened` with one entry and suspended with another
(`seq`), whose `body` says what it came to. `taken_till`: which till asked to go on with it, "" while none did;
`resumed`: the shift that goes on with it, "" until that one's entry has come."""

cash_move = table(
    "cash_move",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("shift", "kind", "reason")),
    int_column("amount"),
    shard="till",
)

cash_refund = table(
    "cash_refund",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "of")),
    int_column("amount"),
    text_column("staff"),
    Index("cash_refund_of", "of"),
    shard="till",
)
"""Those of the cash moves that went back to a customer; `of` as in `sale_return`. What older hubs booked is not
here."""
