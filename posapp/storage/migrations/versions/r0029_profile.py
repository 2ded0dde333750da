"""The sales of one member are found without reading all."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Most sales are nobody's and cost nothing."""
    op.execute("CREATE INDEX sale_of_member ON sale (member) WHERE member IS NOT NULL")
