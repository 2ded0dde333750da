"""The table of till.db about client books: who was put into whose book at this till."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables_of_members import (
    TILL as TILL,  # whoever makes the file takes it here, with this table in it
)

book_move = sa.Table(
    "book_move",
    TILL,
    sa.Column("member", sa.Text, primary_key=True),
    sa.Column("seq", sa.Integer, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    sa.Column("associate", sa.Text, nullable=False),
    sa.Index("book_move_by_seq", "seq"),
    sqlite_strict=True,
)
"""Each with its entry; "" is the shop's own book. Until the hub tells of it this is what holds here."""
