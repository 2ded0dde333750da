"""Baskets that were set aside."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

_TABLES = (
    """
    CREATE TABLE hold (
        id TEXT NOT NULL,
        staff TEXT NOT NULL,
        at TEXT NOT NULL,
        label TEXT NOT NULL,
        total INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE hold_over (
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
)


def upgrade() -> None:
    """Make their tables."""
    for table in _TABLES:
        op.execute(table)
