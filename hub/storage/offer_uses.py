"""In how many baskets a member had an offer that is for only so many, counted from what sales told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from hub.storage.database import Database, question

Uses = tuple[tuple[str, int], ...]
"""(offer, baskets) of a member, by offer."""


def of(database: Database, member: str) -> Uses:
    """Those of a member, under whatever id they were enrolled."""
    return tuple((offer, int(times)) for offer, times in database.ask(_OF, (member, member)))


def of_all(database: Database) -> Mapping[str, Uses]:
    """Those of every member who had any, by the id of the one who remains."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for member, offer, times in database.ask(_ALL):
        found[member].append((offer, int(times)))
    return {member: tuple(uses) for member, uses in found.items()}


_OF: Final = question(
    "SELECT offer, count(*) FROM offer_use WHERE member = ? OR member IN (SELECT id FROM member WHERE same_as = ?)"
    " GROUP BY offer ORDER BY offer"
)
_ALL: Final = question(
    "SELECT coalesce(nullif(m.same_as, ''), u.member) AS who, u.offer, count(*) FROM offer_use u"
    " LEFT JOIN member m ON m.id = u.member GROUP BY who, u.offer ORDER BY who, u.offer"
)
