"""Money given back to customers' wallets."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

_STEPS = (
    """
    CREATE TABLE wallet_refund (
        seq INTEGER NOT NULL,
        of TEXT NOT NULL,
        wallet TEXT NOT NULL,
        amount INTEGER NOT NULL,
        whole INTEGER NOT NULL,
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
    """,
    "CREATE INDEX wallet_refund_of ON wallet_refund (of)",
    "CREATE INDEX wallet_refund_going ON wallet_refund (seq) WHERE state IN ('asked', 'accepted')",
)


def upgrade() -> None:
    """None were given before."""
    for step in _STEPS:
        op.execute(step)
