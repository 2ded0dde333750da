"""Money that tills took onto balances and gave back of them, and sales whose points were given later."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column

topup = table(
    "topup",
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "business_date", "number", "shift", "staff", "at", "purse", "account")),
    *map(int_column, ("principal", "bonus", "rounding", "change")),
    text_column("tenders"),
    Index("topup_by_day", "store", "business_date"),
    shard="till",
)
"""`principal` and `bonus` below zero where they were given back; `tenders`: JSON [[type, amount, reference]]."""

late_points = table(
    "late_points",
    key("sale"),
    *map(text_column, ("store", "till", "staff", "at", "member")),
    *map(int_column, ("seq", "points")),
    Index("late_points_by_member", "member"),
    shard=CHAIN,
)
"""Whom the points of a sale (its id) were given to after it was complete: the first that came counts."""
