"""Money asked of a provider, and which tender came of it."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

_TABLE = """
    CREATE TABLE payment_attempt (
        seq INTEGER NOT NULL,
        provider TEXT NOT NULL,
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        currency TEXT NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        staff TEXT NOT NULL,
        reference TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
"""
_OPEN = """
    CREATE INDEX payment_attempt_open ON payment_attempt (seq)
    WHERE state IN ('asked', 'pending', 'unknown', 'reversing')
"""


def upgrade() -> None:
    """Make the table; tenders before it came of no attempt."""
    op.execute(_TABLE)
    op.execute(_OPEN)
    op.execute("ALTER TABLE tender ADD COLUMN attempt TEXT NOT NULL DEFAULT ''")
