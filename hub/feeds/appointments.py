"""Appointments follow the journals: each as the last word about it leaves it, and none that is long over.

It runs after a batch is in the books, as `arrivals` does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from hub.rows import Rows
from hub.storage import appointments, records
from hub.storage.appointments import TOLD
from hub.storage.database import Database
from hub.storage.records import Change, change

KEPT: Final = timedelta(days=60)
"""So long an appointment is kept after its day: for a look back, never for good."""
_AT_ONCE: Final = 50


def follow(database: Database, store: str, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    ids = {str(row[0]) for row in rows.appointment}
    if not ids:
        return
    now = clock()
    with database.write() as connection:
        told = [change(TOLD, where, row) for where, row in appointments.as_they_are(connection, ids)]
        old = appointments.before(connection, store, (now - KEPT).date().isoformat(), _AT_ONCE) - ids
        appointments.forget(connection, old)
        records.put(connection, [*told, *(Change(TOLD, store, id_, None) for id_ in sorted(old))], now)
