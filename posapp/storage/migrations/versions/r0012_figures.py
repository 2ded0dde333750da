"""Sums for reports, made when somebody asks for them."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"

_STEPS = (
    """
    CREATE TABLE figure_sum (
        business_date TEXT NOT NULL,
        shift TEXT NOT NULL,
        staff TEXT NOT NULL,
        hour INTEGER NOT NULL,
        measure TEXT NOT NULL,
        name TEXT NOT NULL,
        count INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        more INTEGER NOT NULL,
        PRIMARY KEY (business_date, shift, staff, hour, measure, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX figure_sum_shift ON figure_sum (shift)",
    "CREATE INDEX journal_acts ON journal (kind, seq) WHERE kind <> 'sale'",
    "CREATE TABLE figures_up_to (id INTEGER NOT NULL CHECK (id = 1), seq INTEGER NOT NULL, PRIMARY KEY (id)) STRICT",
)


def upgrade() -> None:
    """Add them, empty."""
    for step in _STEPS:
        op.execute(step)
