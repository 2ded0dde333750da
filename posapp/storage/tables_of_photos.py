"""The table of till.db with the pictures of goods that came back."""

from __future__ import annotations

import sqlalchemy as sa

from posapp.storage.table_parts import text
from posapp.storage.tables_of_returns import TILL as TILL

return_photo = sa.Table(
    "return_photo",
    TILL,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("image", sa.LargeBinary, nullable=False),
    *map(text, ("at", "sent_at")),
    sa.Index("return_photo_unsent", "at", sqlite_where=sa.text("sent_at = ''")),
    sqlite_strict=True,
)
"""`id` is the hash of the bytes; `sent_at` "" until the hub has it. The file is encrypted, and so are they."""
