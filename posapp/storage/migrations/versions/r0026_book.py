"""Who was put into whose client book."""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"

_STEPS = (
    """
    CREATE TABLE book_move (
        member TEXT NOT NULL,
        seq INTEGER NOT NULL,
        associate TEXT NOT NULL,
        PRIMARY KEY (member, seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    ) STRICT
    """,
    "CREATE INDEX book_move_by_seq ON book_move (seq)",
)


def upgrade() -> None:
    """Nobody was before."""
    for step in _STEPS:
        op.execute(step)
