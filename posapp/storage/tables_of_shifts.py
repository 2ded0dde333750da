"""The tables of till.db about a shift's cash and close."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.table_parts import TILL as TILL
from posapp.storage.table_parts import number, text
from posapp.storage.tables import journal

cash_move = sa.Table(
    "cash_move",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    *map(text, ("shift", "kind")),
    number("amount"),
    *map(text, ("reason", "staff", "at", "approver", "of")),
    sa.Index("cash_move_of_shift", "shift"),
    sqlite_strict=True,
)
"""Cash that moved apart from sales; `seq` is its journal entry."""

drawer_count = sa.Table(
    "drawer_count",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    text("shift"),
    *map(number, ("number", "amount")),
    sqlite_strict=True,
)
"""What was counted of a shift's drawer, and the recount; the entry says by which notes."""

shift_close = sa.Table(
    "shift_close",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    text("shift"),
    sa.Column("z", sa.Integer, nullable=False, unique=True),
    *map(text, ("name", "business_date", "closed_at", "staff")),
    *map(number, ("expected", "counted", "stayed")),
    sqlite_strict=True,
)
"""The closes of this till; `z` has no gaps. What the Z says stands in the journal entry `seq`."""
