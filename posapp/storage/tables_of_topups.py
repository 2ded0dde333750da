"""The tables of till.db about money on balances, and about points for earlier receipts."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.table_parts import number, text
from posapp.storage.tables_of_photos import TILL as TILL


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False)


topup = sa.Table(
    "topup",
    TILL,
    _seq(),
    text("business_date"),
    number("number"),
    *map(text, ("receipt", "shift", "at", "staff", "purse", "account")),
    *map(number, ("principal", "bonus", "handed", "back", "change", "rounding", "asked")),
    sa.UniqueConstraint("business_date", "number"),
    sa.Index("topup_of_shift", "shift"),
    sa.Index("topup_of_account", "account"),
    sqlite_strict=True,
)
"""`handed` and `back`: of the tenders the cash that came and that went; how it was paid the entry says. `asked`: the
hub had been."""

late_points = sa.Table(
    "late_points",
    TILL,
    _seq(),
    *map(text, ("sale", "member")),
    number("points"),
    sa.UniqueConstraint("sale"),
    sa.Index("late_points_of", "member"),
    sqlite_strict=True,
)
"""Sales (by their id) whose points were given later, once each."""
