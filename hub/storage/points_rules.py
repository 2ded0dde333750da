"""The rules of points of every shop, as the hub's settings have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, text

from hub.storage import records
from hub.storage.database import Database, question
from posapp.contract.feed_rows import SettingsRow
from posapp.domain.points_rule import PointsRule


@dataclass(frozen=True, slots=True)
class Rules:
    """By store, with the zone of each; of whoever has no store the first counts that says something."""

    by: Mapping[str, PointsRule]
    zones: Mapping[str, str] = field(default_factory=dict)

    @property
    def expire(self) -> bool:
        """Whether any points are ever lost."""
        return any(rule.expiry for rule in self.by.values())

    @property
    def tiers(self) -> bool:
        """Whether purchases make a tier anywhere."""
        return any(rule.tiers for rule in self.by.values())

    def losing(self, store: str) -> PointsRule | None:
        """By which points are lost."""
        return self.by.get(store) or next((rule for rule in self.by.values() if rule.expiry), None)

    def making(self, store: str) -> PointsRule | None:
        """By which a tier is made."""
        own = self.by.get(store)
        return own if own is not None and own.tiers else next((rule for rule in self.by.values() if rule.tiers), None)

    def today(self, store: str, now: datetime) -> str:
        """The day of the store's calendar."""
        zone = self.zones.get(store) or next(iter(self.zones.values()), "")
        return now.astimezone(ZoneInfo(zone) if zone else UTC).date().isoformat()


_KNOWN: Final[WeakKeyDictionary[Engine, tuple[int, Rules]]] = WeakKeyDictionary()
"""What this process was told, while the feed of settings has not moved on."""
_HEAD: Final = "SELECT COALESCE(SUM(cursor), 0) FROM head WHERE noun = 'settings'"


def rules_of(database: Database) -> Rules:
    """As `rules`, for who has no connection: one question where nothing has changed."""
    known = _KNOWN.get(database.engine)
    if known is not None and database.ask(question(_HEAD)) == [(known[0],)]:
        return known[1]
    with database.read() as connection:
        return rules(connection)


def rules(connection: Connection) -> Rules:
    """Of every store that has points."""
    head = int(connection.scalar(text(_HEAD)) or 0)
    known = _KNOWN.get(connection.engine)
    if known is None or known[0] != head:
        known = _KNOWN[connection.engine] = (head, _read(connection))
    return known[1]


def _read(connection: Connection) -> Rules:
    rows = [SettingsRow.model_validate_json(body) for body in records.everywhere(connection, "settings")]
    having = {row.id: row.points.rule() for row in rows if row.points is not None}
    return Rules(having, {row.id: row.timezone for row in rows if row.id in having})
