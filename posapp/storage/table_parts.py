"""What the tables of till.db are made of."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from posapp.storage.place import PLACES

TILL: Final = sa.MetaData()
"""till.db: what this till made. Every change of it is a migration."""


def number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def text(name: str, *, null: bool = False, later: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, server_default="" if later else None)


def placed(of: str, parent: sa.Table) -> tuple[sa.Column[int], ...]:
    """The key of `place.place`, and what it is made of: the entry's number under the name `of`, the row's own."""
    return (
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(of, sa.Integer, sa.Computed(f"place / {PLACES}", persisted=False), sa.ForeignKey(parent.c.seq)),
        sa.Column("number", sa.Integer, sa.Computed(f"place % {PLACES}", persisted=False)),
    )
