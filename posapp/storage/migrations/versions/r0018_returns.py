"""What was taken back of which sale."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

_STEPS = (
    """
    CREATE TABLE sale_return (
        seq INTEGER NOT NULL,
        "of" TEXT NOT NULL,
        kind TEXT NOT NULL,
        person TEXT NOT NULL,
        business_date TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (seq),
        FOREIGN KEY(seq) REFERENCES sale (seq)
    )
     STRICT
    """,
    'CREATE INDEX sale_return_of ON sale_return ("of")',
    "CREATE INDEX sale_return_person ON sale_return (person) WHERE person <> ''",
)


def upgrade() -> None:
    """Nothing was taken back before it."""
    for step in _STEPS:
        op.execute(step)
