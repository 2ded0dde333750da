"""Labels of the shelf that were replaced."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_TABLE = """
    CREATE TABLE shelf_label (
        sku TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (sku, since)
    )
     WITHOUT ROWID,
     STRICT
    """


def upgrade() -> None:
    """Make their table."""
    op.execute(_TABLE)
