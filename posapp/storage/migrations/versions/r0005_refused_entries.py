"""What people did about refused entries, which of them were taken after all, and members' personal fields."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = (
    """
    CREATE TABLE parked_act (
        seq INTEGER NOT NULL,
        of INTEGER NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE taken_after (
        seq INTEGER NOT NULL,
        code TEXT NOT NULL,
        zh TEXT NOT NULL,
        en TEXT NOT NULL,
        at TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        PRIMARY KEY (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE member_private (
        seq INTEGER NOT NULL,
        salt TEXT NOT NULL,
        phone TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
)


def upgrade() -> None:
    """Make their tables."""
    for table in _TABLES:
        op.execute(table)
