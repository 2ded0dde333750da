"""The tables of till.db about people: PINs changed here, who was let in or stands in, what head office was asked."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables import TILL as TILL  # whoever makes the file takes it here, with these tables in it
from posapp.storage.tables import journal


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


telephone = sa.Table(
    "telephone",
    TILL,
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    _text("number"),
    _text("act"),
    sa.Column("amount", sa.Integer, nullable=False),
    _text("about"),
    _text("at"),
    sqlite_strict=True,
)
deputy = sa.Table(
    "deputy",
    TILL,
    sa.Column("person", sa.Text, primary_key=True),
    _text("named_by"),
    _text("until"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
own_pin = sa.Table(
    "own_pin",
    TILL,
    sa.Column("person", sa.Text, primary_key=True),
    _text("pin_hash"),
    sa.Column("must_change", sa.Integer, nullable=False),
    _text("instead_of"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
own_person = sa.Table(
    "own_person",
    TILL,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
pin_tries = sa.Table(
    "pin_tries",
    TILL,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("wrong", sa.Integer, nullable=False),
    sa.Column("since", sa.Text, nullable=False),
    sa.Column("wait", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
member_private = sa.Table(
    "member_private",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    _text("salt"),
    _text("phone"),
    _text("name"),
    sqlite_strict=True,
)
"""Personal fields of the members that entries of this till enrolled; the entries hold only their seal."""
