"""Pictures of goods that came back."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"

_STEPS = (
    """
    CREATE TABLE return_photo (
        id TEXT NOT NULL,
        image BLOB NOT NULL,
        at TEXT NOT NULL,
        sent_at TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX return_photo_unsent ON return_photo (at) WHERE sent_at = ''",
)


def upgrade() -> None:
    """None were taken before."""
    for step in _STEPS:
        op.execute(step)
