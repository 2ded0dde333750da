"""What a day that passes does to members: points whose time is over are lost, tiers are counted anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hub.feeds import wallets
from hub.feeds.member_news import tell_tiers
from hub.signing import Signer
from hub.storage import points_books, records
from hub.storage.audit import note
from hub.storage.database import Database
from hub.storage.points_rules import rules

CLOCK: Final = "hub"
"""Who did it, where nobody typed it."""


@dataclass(frozen=True, slots=True)
class Passed:
    """How many points of how many members were lost, and how many are of another tier or progress."""

    points: int = 0
    members: int = 0
    tiers: int = 0


def pass_day(database: Database, signer: Signer | None, clock: Callable[[], datetime], by: str) -> Passed:
    """Once a day or oftener: what is done is not done again. Without a signer tills hear of lost points when balances
    are signed."""
    with database.read() as connection:
        known = rules(connection)
    if not (known.expire or known.tiers):
        return Passed()
    lost = points_books.expire(database, clock(), by)
    if lost and signer is not None:
        records.publish(database, wallets.signed_at_once(database, signer, clock(), sorted(lost)), clock)
    done = Passed(sum(lost.values()), len(lost), tell_tiers(database, clock) if known.tiers else 0)
    if done != Passed():
        with database.write() as connection:
            note(connection, by, "pass_day", clock(), points=done.points, members=done.members, tiers=done.tiers)
    return done
