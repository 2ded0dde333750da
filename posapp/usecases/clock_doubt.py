"""Can the clock be believed? A day that is wrong would stand in the books, so a manager looks at it first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from posapp.domain.store import Store, business_date
from posapp.domain.times import from_text
from posapp.storage.journal import Journal
from posapp.storage.till import TillStore

SLACK: Final = timedelta(minutes=1)
"""A clock that a time server corrects by seconds is no reason to fetch a manager."""
DAY: Final = timedelta(days=1)
"""By so much the hub's clock may stand behind ours at the last exchange."""
LONG: Final = timedelta(days=7)
"""A till that neither sold nor heard its hub for longer asks which day it is."""


def is_behind(journal: Journal, now: datetime) -> bool:
    """Whether the clock stands before what was written since a manager last confirmed the date."""
    latest = journal.latest()
    return bool(latest) and now < from_text(latest) - SLACK


def is_ahead(till: TillStore, store: Store, now: datetime) -> bool:
    """Whether the next fact would begin a business date that neither the hub nor the last facts make likely."""
    last, today = till.journal.last(), business_date(store, now)
    if last is None or today <= last.business_date:
        return False
    heard = till.cursors.last_success()
    if heard is not None:
        hub_behind = timedelta(seconds=-till.cursors.clock_offset())
        if hub_behind > DAY and now >= from_text(heard) + hub_behind - SLACK:  # nobody has set ours since
            return True
    quiet = date.fromisoformat(today) - date.fromisoformat(last.business_date)
    return quiet > LONG and (heard is None or now - from_text(heard) > LONG)


def local_text(at: datetime, store: Store) -> str:
    """ "2026-11-21 14:02" in the shop's own time, for people."""
    return at.astimezone(ZoneInfo(store.timezone)).strftime("%Y-%m-%d %H:%M")
