"""Serial numbers, who sold what, what the customer asked for and what brought them."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

_COLUMNS = {"sale_line": ("serial", "associate"), "sale": ("note", "source", "associate")}


def upgrade() -> None:
    """Add the columns; nothing of that is known of sales before."""
    for table, column in [(table, column) for table, columns in _COLUMNS.items() for column in columns]:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
