"""Messages to customers."""

from __future__ import annotations

from sqlalchemy import Index, text

from hub.storage.table_parts import int_column, key, table, text_column

_WAITS = text("state = 'asked'")

notice = table(
    "notice",
    *map(key, ("store", "id")),
    *map(text_column, ("way", "kind", "about", "receiver", "masked", "state", "why")),
    *map(int_column, ("tries", "simulated")),
    *map(text_column, ("at", "moved_at", "due")),
    Index("notice_about", "store", "about"),
    shard="store",
)
Index("notice_due", notice.c.due, sqlite_where=_WAITS, postgresql_where=_WAITS)
"""One row each (`way` "email"; `kind` "receipt"; `about` a sale), see hub.storage.notices. `receiver` is forgotten when
it is sent or given up, `masked` stays."""
