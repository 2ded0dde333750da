"""The sales of a member, by which their points since the hub's last word are counted."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Of sales to nobody nothing is kept."""
    op.execute("CREATE INDEX sale_of_member ON sale (member, seq) WHERE member IS NOT NULL")
