"""Wrong PINs in a row outlive a restart."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their table."""
    op.execute(
        """
        CREATE TABLE pin_tries (
            person TEXT NOT NULL,
            wrong INTEGER NOT NULL,
            since TEXT NOT NULL,
            wait INTEGER NOT NULL,
            PRIMARY KEY (person)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
