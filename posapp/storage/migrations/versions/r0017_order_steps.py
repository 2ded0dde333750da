"""What is done with online orders."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

_STEPS = (
    """
    CREATE TABLE order_step (
        seq INTEGER NOT NULL,
        order_id TEXT NOT NULL,
        step BLOB NOT NULL,
        salt TEXT NOT NULL,
        name TEXT NOT NULL,
        signature TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE INDEX order_step_of ON order_step (order_id)",
)


def upgrade() -> None:
    """No till did anything with orders before."""
    for step in _STEPS:
        op.execute(step)
