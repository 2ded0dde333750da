"""A till keeps the token that its present one replaced."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One more column."""
    op.execute("ALTER TABLE enrolment ADD COLUMN token_before TEXT DEFAULT '' NOT NULL")
