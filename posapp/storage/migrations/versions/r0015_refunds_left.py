"""Refunds that a sale did not wait for, and what was paid out where a wallet gave nothing back."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"

_STEPS = (
    "ALTER TABLE wallet_refund ADD COLUMN off INTEGER NOT NULL DEFAULT '0'",
    "UPDATE wallet_refund SET off = 1 WHERE state IN ('accepted', 'arrived')",
    """
    CREATE TABLE refund_payout (
        seq INTEGER NOT NULL,
        refund INTEGER NOT NULL,
        shift TEXT NOT NULL,
        type TEXT NOT NULL,
        amount INTEGER NOT NULL,
        reference TEXT NOT NULL,
        approver TEXT NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX refund_payout_of ON refund_payout (refund)",
)


def upgrade() -> None:
    """What a wallet had accepted was taken off the payment at once."""
    for step in _STEPS:
        op.execute(step)
