"""What is changed of members at this till, and more fields of those enrolled here."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

_STEPS = (
    "ALTER TABLE member_private ADD COLUMN email TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE member_private ADD COLUMN birthday TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE member_private ADD COLUMN guardian TEXT DEFAULT '' NOT NULL",
    "CREATE TABLE member_act (seq INTEGER NOT NULL, member TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL,"
    " private BLOB NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(seq) REFERENCES journal (seq)) STRICT",
    "CREATE INDEX member_act_of ON member_act (member)",
)


def upgrade() -> None:
    """Of nobody so far."""
    for step in _STEPS:
        op.execute(step)
