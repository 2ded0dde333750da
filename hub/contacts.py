"""When each till was heard last and what it said of itself, so that head office sees who is behind.

Noted when a till asks where it stands, and no more often than head office looks: a write for each question would double
what the hub writes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from hub.storage import contacts
from hub.storage.database import Database, Unavailable
from posapp.contract.version import FIRST, heard
from posapp.domain.times import to_text
from posapp.domain.versions import Version

OFTEN: Final = timedelta(minutes=5)
"""A till that says nothing new is noted again after this."""


class Contacts:
    """What this process noted of each till. Called by several threads; a till asks one question at a time."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._noted: dict[str, tuple[Version, datetime]] = {}

    def note(self, till: str, header: str, newest: int | None) -> None:
        """The till asked; a database that cannot write now hears of it the next time."""
        version, now = heard(header) or Version("", FIRST), self._clock()
        said, at = self._noted.get(till, (None, now))
        if said == version and timedelta() <= now - at < OFTEN:
            return
        with suppress(Unavailable):
            contacts.note(self._database, till, to_text(now), version, newest)
            self._noted[till] = (version, now)
