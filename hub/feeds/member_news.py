"""Members as tills' entries changed them: told in every shop that knows them.

It runs after a batch is in the books, as `arrivals` does; what it says is read and written in one transaction, so that
of two batches about one member the later word is told last.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hub.feeds import arrivals, members
from hub.rows import Rows
from hub.storage import member_values
from hub.storage.database import Database


def follow(database: Database, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    changed = {str(row[0]) for row in (*rows.member_value, *rows.member_consent, *rows.member_merge)}
    changed |= {str(row[3]) for row in rows.member_merge}  # who remains has the other's follow-ups too
    changed |= {str(row[1]) for row in rows.follow_up} | {str(row[4]) for row in rows.follow_up_value}
    changed |= {str(row[2]) for row in rows.member_contact}
    if not changed:
        return
    member_values.tell(database, changed, members.KEPT, members.changed, clock())
    for row in rows.member_merge:
        arrivals.know(database, str(row[0]), clock)
