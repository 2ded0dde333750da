"""A row that is to be gone everywhere: a tombstone in every shop that has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from hub.feeds import elsewhere, wallets
from hub.storage import audit, member_values, orders, records, stock_moves
from hub.storage.database import Database
from hub.storage.purses import FILED
from hub.storage.records import Change
from posapp.contract.feeds import Noun
from posapp.domain.errors import Refused

GOES_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "members": (member_values.KEPT, "wallets", wallets.KEPT, FILED),
    "stock": (stock_moves.ASIDE,),
}
"""What is gone when a row of this feed is: of a member, all that the hub keeps of them in feeds; of stock that nobody
counts any more, what lay aside."""


def remove(database: Database, noun: Noun, key: str, store: str, clock: Callable[[], datetime], by: str) -> int:
    """Out of one shop, or out of all ("") where it is; how many tombstones. Refused("no_row")."""
    gone = [
        Change(one, where, key, None)
        for one in (noun, *GOES_WITH.get(noun, ()))
        for where in records.scopes(database, one, key)
        if store in ("", where)
    ]
    if not gone:
        raise Refused("no_row", feed_named=noun, key=key)
    with database.write() as connection:
        audit.note(connection, by, "remove", clock(), feed=noun, key=key, store=store)
        for change in gone if noun == "orders" else ():
            orders.forget(connection, change.store, key)
        if noun == "members" and not store:
            member_values.forget(connection, key)
    written = records.publish(database, gone, clock)
    touched = frozenset(change.store for change in gone)
    return written + records.publish(database, elsewhere.changes(database, touched) if noun == "stock" else (), clock)
