"""Members as tills' entries changed them: told in every shop that knows them.

It runs after a batch is in the books, as `arrivals` does; what it says is read and written in one transaction, so that
of two batches about one member the later word is told last.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hub.feeds import arrivals, members, wallets
from hub.rows import Rows
from hub.signing import Signer
from hub.storage import member_values, points_books, records, tiers
from hub.storage.database import Database


def tell_tiers(database: Database, clock: Callable[[], datetime]) -> int:
    """After days have passed or rules have changed; how many members are of another tier, or nearer to or further from
    the next."""
    changed = tiers.recount_all(database, clock())
    if changed:
        member_values.tell(database, changed, members.KEPT, members.changed, clock())
    return len(changed)


def follow(database: Database, rows: Rows, clock: Callable[[], datetime], signer: Callable[[], Signer | None]) -> None:
    """What a batch's rows tell. Where the signing key is within reach, who was merged and who remains have their
    balances signed at once."""
    changed = {str(row[0]) for row in (*rows.member_value, *rows.member_consent, *rows.member_merge)}
    changed |= tiers.follow(database, rows, clock())
    if not changed:
        return
    member_values.tell(database, changed, members.KEPT, members.changed, clock())
    merged = {str(member) for row in rows.member_merge for member in (row[0], row[3])}
    if merged and (key := signer()) is not None:
        with database.read() as connection:
            both = merged | set(points_books.same(connection, sorted(merged)).values())
        records.publish(database, wallets.signed_at_once(database, key, clock(), sorted(both)), clock)
    for row in rows.member_merge:
        arrivals.know(database, str(row[0]), clock)
