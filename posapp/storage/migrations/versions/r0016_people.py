"""What a till knows of people besides head office, and who rang up a line."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"

_STEPS = (
    """
    CREATE TABLE telephone (
        id INTEGER NOT NULL,
        number TEXT NOT NULL,
        act TEXT NOT NULL,
        amount INTEGER NOT NULL,
        about TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (id = 1)
    )
     STRICT
    """,
    """
    CREATE TABLE deputy (
        person TEXT NOT NULL,
        named_by TEXT NOT NULL,
        until TEXT NOT NULL,
        PRIMARY KEY (person)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE own_pin (
        person TEXT NOT NULL,
        pin_hash TEXT NOT NULL,
        must_change INTEGER NOT NULL,
        instead_of TEXT NOT NULL,
        PRIMARY KEY (person)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE own_person (
        id TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    "ALTER TABLE sale_line ADD COLUMN rung TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    """Make the tables; lines before it were rung up by whoever completed the sale."""
    for step in _STEPS:
        op.execute(step)
