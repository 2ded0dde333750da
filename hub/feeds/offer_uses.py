"""How often members had offers that are for only so many of their baskets: told with the member, wherever known.

It runs after a batch is in the books, as `arrivals` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from hub.rows import Rows
from hub.storage import member_values, offer_uses, records
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_members import MemberRow


def follow(database: Database, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    for member in dict.fromkeys([*(str(row[0]) for row in rows.offer_use), *rows.restored]):
        records.publish(database, list(_changes(database, member)), clock)


def _changes(database: Database, member: str) -> Iterator[Change]:
    body = records.scopes(database, member_values.KEPT, member).get(EVERY_STORE)
    if body is None:
        return
    row = MemberRow.model_validate_json(body)
    if row.same_as and row.same_as != member:
        yield from _changes(database, row.same_as)
        return
    told = row.model_copy(update={"used": offer_uses.of(database, member)})
    for store in sorted(records.scopes(database, "members", member)):
        yield change("members", store, told)
    yield change(member_values.KEPT, EVERY_STORE, told)
