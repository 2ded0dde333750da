"""Which balance a tender came of, points that a sale earned, and tenders that were corrected."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_STEPS = (
    "ALTER TABLE tender ADD COLUMN account TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE tender ADD COLUMN points INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE tender ADD COLUMN bonus INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE tender ADD COLUMN reserved TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sale ADD COLUMN earned INTEGER NOT NULL DEFAULT '0'",
    "CREATE INDEX tender_of_account ON tender (account, place) WHERE account != ''",
    """
    CREATE TABLE tender_correction (
        seq INTEGER NOT NULL,
        sale INTEGER NOT NULL,
        tender INTEGER NOT NULL,
        shift TEXT NOT NULL,
        was TEXT NOT NULL,
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reference TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE INDEX tender_correction_of ON tender_correction (sale)",
)


def upgrade() -> None:
    """Tenders before it came of no balance, and sales earned nothing."""
    for step in _STEPS:
        op.execute(step)
