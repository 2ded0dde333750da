"""The tables of till.db about people: PINs changed here, who was let in or stands in, what head office was asked."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.tables_of_shifts import (
    TILL as TILL,  # whoever makes the file takes it here, with these tables in it
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _seq() -> sa.Column[int]:
    """The entry that told of it; 0: before it was told to other tills."""
    return sa.Column("seq", sa.Integer, nullable=False, server_default="0")


def _told() -> tuple[sa.Column[int], sa.Column[str]]:
    """With the salt of the entry's seal."""
    return _seq(), sa.Column("salt", sa.Text, nullable=False, server_default="")


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
    _seq(),
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
    *_told(),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
own_person = sa.Table(
    "own_person",
    TILL,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    *_told(),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
