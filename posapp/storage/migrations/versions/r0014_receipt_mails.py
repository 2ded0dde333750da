"""Receipts that go to customers by e-mail."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"

_STEPS = (
    """
    CREATE TABLE receipt_mail (
        seq INTEGER NOT NULL,
        sale TEXT NOT NULL,
        salt TEXT NOT NULL,
        email TEXT NOT NULL,
        masked TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE INDEX receipt_mail_of ON receipt_mail (sale)",
)


def upgrade() -> None:
    """None were asked for before."""
    for step in _STEPS:
        op.execute(step)
