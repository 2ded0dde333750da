"""What a till tells the others of its people, under which entry."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"

_STEPS = (
    "ALTER TABLE own_pin ADD COLUMN seq INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE own_pin ADD COLUMN salt TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE own_person ADD COLUMN seq INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE own_person ADD COLUMN salt TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE deputy ADD COLUMN seq INTEGER DEFAULT '0' NOT NULL",
)


def upgrade() -> None:
    """What was there before stays this till's own."""
    for step in _STEPS:
        op.execute(step)
