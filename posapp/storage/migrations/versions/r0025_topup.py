"""Money on balances, and points for earlier receipts."""

from __future__ import annotations

from alembic import op

revision = "0025"
down_revision = "0024"

_STEPS = (
    """
    CREATE TABLE late_points (
        seq INTEGER NOT NULL,
        sale TEXT NOT NULL,
        member TEXT NOT NULL,
        points INTEGER NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE (sale),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE INDEX late_points_of ON late_points (member)",
    """
    CREATE TABLE topup (
        seq INTEGER NOT NULL,
        business_date TEXT NOT NULL,
        number INTEGER NOT NULL,
        receipt TEXT NOT NULL,
        shift TEXT NOT NULL,
        at TEXT NOT NULL,
        staff TEXT NOT NULL,
        purse TEXT NOT NULL,
        account TEXT NOT NULL,
        principal INTEGER NOT NULL,
        bonus INTEGER NOT NULL,
        handed INTEGER NOT NULL,
        back INTEGER NOT NULL,
        change INTEGER NOT NULL,
        rounding INTEGER NOT NULL,
        asked INTEGER NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE (business_date, number),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE INDEX topup_of_account ON topup (account)",
    "CREATE INDEX topup_of_shift ON topup (shift)",
)


def upgrade() -> None:
    """There were none before."""
    for step in _STEPS:
        op.execute(step)
