"""Cash that moves apart from sales, what is counted, and closes with their Z."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

_STEPS = (
    """
    CREATE TABLE cash_move (
        seq INTEGER NOT NULL,
        shift TEXT NOT NULL,
        kind TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reason TEXT NOT NULL,
        staff TEXT NOT NULL,
        at TEXT NOT NULL,
        approver TEXT NOT NULL,
        of TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY (seq) REFERENCES journal (seq)
    ) STRICT
    """,
    "CREATE INDEX cash_move_of_shift ON cash_move (shift)",
    """
    CREATE TABLE drawer_count (
        seq INTEGER NOT NULL,
        shift TEXT NOT NULL,
        number INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY (seq) REFERENCES journal (seq)
    ) STRICT
    """,
    """
    CREATE TABLE shift_close (
        seq INTEGER NOT NULL,
        shift TEXT NOT NULL,
        z INTEGER NOT NULL,
        name TEXT NOT NULL,
        business_date TEXT NOT NULL,
        closed_at TEXT NOT NULL,
        staff TEXT NOT NULL,
        expected INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        stayed INTEGER NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY (seq) REFERENCES journal (seq),
        UNIQUE (z)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Add them, empty."""
    for step in _STEPS:
        op.execute(step)
