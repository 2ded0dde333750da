"""What a provider took, where it says late that it took another amount than it was asked for."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Of none before it was known."""
    op.execute("ALTER TABLE payment_attempt ADD COLUMN taken INTEGER NOT NULL DEFAULT '0'")
