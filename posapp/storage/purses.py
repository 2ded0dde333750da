"""What was paid at this till out of one member's balances: a signed balance that is older does not know it yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from posapp.domain.sync_status import CLOCK_SLACK
from posapp.domain.times import from_text, to_text
from posapp.storage.database import Database
from posapp.storage.journal import Journal

_MOST: Final = 1000
_EARNED: Final = "SELECT coalesce(sum(earned), 0) FROM sale WHERE member = :account AND (at >= :since OR seq > :heard)"
_USED: Final = (
    "SELECT coalesce(sum(t.points), 0) FROM tender t JOIN sale s ON s.seq = t.sale"
    " WHERE t.account = :account AND t.account != '' AND t.type = 'points' AND (s.at >= :since OR s.seq > :heard)"
)
_OF: Final = (
    "SELECT s.seq, s.at, s.business_date, t.type, t.amount, t.points, t.reserved FROM tender t"
    " JOIN sale s ON s.seq = t.sale WHERE t.account = :account AND t.account != ''"
    f" ORDER BY t.place DESC LIMIT {_MOST}"
)


@dataclass(frozen=True, slots=True)
class Used:
    """Minor units, or points: since the hub signed, and today without asking it."""

    since: int = 0
    today: int = 0


class Purses:
    """Uses of balances."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database, self._journal = database, journal

    def used(self, account: str, type_: str, signed_at: str, today: str) -> Used:
        """Of the newest thousand. What was sold just before the hub signed counts as if it had not known of it: the two
        clocks differ, and too little is safer than too much."""
        since = alone = 0
        signed = to_text(from_text(signed_at) - timedelta(seconds=CLOCK_SLACK))
        heard = self._journal.acknowledged()
        for seq, at, date, kind, amount, points, reserved in self._database.select(_OF, account=account):
            if kind != type_:
                continue
            units = max(0, points if kind == "points" else amount)  # what came back counts once the hub says so
            since += units if at >= signed or seq > heard else 0
            alone += units if date == today and not reserved else 0
        return Used(since, alone)

    def points_since(self, accounts: Iterable[str], signed_at: str) -> int:
        """By how many points this till's own sales moved the member, of these ids, since the hub signed."""
        moved, heard = 0, self._journal.acknowledged()
        for account in set(accounts):
            ((earned,),), ((used,),) = (
                self._database.select(sql, account=account, since=signed_at, heard=heard) for sql in (_EARNED, _USED)
            )
            moved += earned - used
        return moved
