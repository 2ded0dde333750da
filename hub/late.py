"""Entries that came before the hub knew their kind: kept as they came, and booked by the program that knows it.

At every start, before a till is answered; by `hub catch-up` after several processes were updated one by one, since the
last old one may have kept some when the first new one had started.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hub.feeds import arrivals
from hub.storage import tills
from hub.storage.database import Database
from hub.storage.intake import Intake
from posapp.domain.times import to_text


def book_kept(database: Database, intake: Intake, clock: Callable[[], datetime]) -> int:
    """Books, till by till and in the order of each journal, what is known by now; how many entries. A part at a time,
    each in one transaction: who is killed in between goes on the next time."""
    booked = 0
    for till, store in tills.with_kept(database):
        while (taken := intake.take_kept(till, to_text(clock()))) is not None:
            arrivals.follow(database, store, taken.rows, clock)
            booked += len(taken.anew)
    return booked
