"""Members who came into a shop, by what its tills tell: enrolled there, or there to buy. Its tills know them then.

It runs after a batch is in the books, never in its transaction: a push waits for no feed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import Final

from hub.feeds import wallets
from hub.rows import Rows
from hub.storage import member_values, records, visits
from hub.storage import members as enrolled
from hub.storage.database import Database, Reading
from hub.storage.order_books import settings_of
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_members import MemberRow
from posapp.domain.retention import days_of

_MEMBER: Final = 12
"""The column of a sale that names the member."""


def follow(database: Database, store: str, rows: Rows, clock: Callable[[], datetime]) -> None:
    """What a batch's rows tell."""
    came = {str(row[0]) for row in rows.member} | {str(row[_MEMBER]) for row in rows.sale if row[_MEMBER]}
    if rows.member:
        keep_enrolled(database, [str(row[0]) for row in rows.member], clock)
    if came:
        _arrive(database, store, came, clock)


def keep_enrolled(database: Database, ids: Iterable[str] | None, clock: Callable[[], datetime]) -> None:
    """These members that tills enrolled (None: all), as the hub keeps members. Whoever is kept already stays so."""
    missing = enrolled.not_kept(database, member_values.KEPT, ids)
    records.publish(database, (change("members", row.store, row) for row in missing), clock)
    # the mark comes last
    records.publish(
        database, (change(member_values.KEPT, EVERY_STORE, row) for row in missing), clock
    )  # the mark: last


def know(database: Database, member: str, clock: Callable[[], datetime]) -> None:
    """Whoever this id leads to is told wherever the id itself is known."""
    stores = sorted(records.scopes(database, "members", member))
    records.publish(database, (copy for store in stores for copy in _copies(database, store, member)), clock)


def _arrive(database: Database, store: str, came: Collection[str], clock: Callable[[], datetime]) -> None:
    """Noted when it has been told: whoever is killed in between tells it again at the next visit."""
    now = clock()
    fresh, again = visits.news(database, store, came, now)
    records.publish(database, (copy for member in fresh for copy in _copies(database, store, member)), clock)
    if not (fresh or again):
        return
    with database.write() as connection:
        visits.note(connection, store, fresh, again, now)
        gone = visits.forget_old(connection, store, now, _days(connection, store)) if fresh else []
    leave(database, store, gone, clock)


def _days(connection: Reading, store: str) -> int:
    """For how long a visit counts in that shop."""
    settings = settings_of(connection, store)
    return days_of("local_copies", settings.limits if settings is not None else {})


def leave(database: Database, store: str, gone: Iterable[str], clock: Callable[[], datetime]) -> None:
    """These were not in the shop for long: its tills know them no more, unless it is their own."""
    away = [member for member in gone if _home(database, member) != store]
    records.publish(database, [Change(noun, store, m, None) for m in away for noun in ("members", "wallets")], clock)


def _copies(database: Database, store: str, member: str) -> Iterator[Change]:
    """The member and what they have, for one shop; of an id that leads to another member, that one too."""
    body = records.scopes(database, member_values.KEPT, member).get(EVERY_STORE)
    if body is None:
        return
    yield Change("members", store, member, body)
    wallet = records.scopes(database, wallets.KEPT, member).get(EVERY_STORE)
    if wallet is not None:
        yield Change("wallets", store, member, wallet)
    remains = MemberRow.model_validate_json(body).same_as
    if remains and remains != member:
        yield from _copies(database, store, remains)


def _home(database: Database, member: str) -> str:
    body = records.scopes(database, member_values.KEPT, member).get(EVERY_STORE)
    return MemberRow.model_validate_json(body).store if body else ""
