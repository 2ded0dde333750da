"""Members as tills' entries changed them: told in every shop that knows them.

It runs after a batch is in the books, as `arrivals` does; what it says is read and written in one transaction, so that
of two batches about one member the later word is told last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from hub.feeds import arrivals, members, wallets
from hub.rows import Rows
from hub.signing import Signer
from hub.storage import follow_up_rules, member_purchases, member_values, points_books, records, tiers
from hub.storage.database import Database
from hub.storage.member_values import KEPT

DAY, MEMBER = 3, 12
"""Columns of a sale."""
PURSE, ACCOUNT = 8, 9
"""Columns of a top-up."""


def tell_tiers(database: Database, clock: Callable[[], datetime]) -> int:
    """After days have passed or rules have changed; how many members are of another tier, or nearer to or further from
    the next."""
    changed = tiers.recount_all(database, clock())
    if changed:
        member_values.tell(database, changed, KEPT, members.changed, clock())
    return len(changed)


def tell_purchases(database: Database, buyers: Collection[str], clock: Callable[[], datetime]) -> None:
    """What they, or who remains of them, bought, counted anew."""
    remain = {remains for remains, _ in member_purchases.last_told(database, buyers).values()}
    member_values.tell(database, remain, KEPT, members.changed, clock(), remain)


def make_follow_ups(database: Database, now: datetime) -> int:
    """What the shops' rules ask for by that moment; how many follow-ups are new."""
    return follow_up_rules.sweep(
        database, now, lambda ids: member_values.tell(database, ids, KEPT, members.changed, now)
    )


def follow(database: Database, rows: Rows, clock: Callable[[], datetime], signer: Callable[[], Signer | None]) -> None:
    """What a batch's rows tell. Where the signing key is within reach, who was merged, who remains and who topped up
    have their balances signed at once."""
    changed = {str(row[0]) for row in (*rows.member_value, *rows.member_consent, *rows.member_merge)}
    changed |= {str(row[3]) for row in rows.member_merge}  # who remains has the other's follow-ups too
    changed |= {str(row[1]) for row in rows.follow_up} | {str(row[4]) for row in rows.follow_up_value}
    changed |= {str(row[2]) for row in rows.member_contact}
    changed |= tiers.follow(database, rows, clock())
    buyers = _buyers(database, rows)
    signed = {str(member) for row in rows.member_merge for member in (row[0], row[3])}
    signed |= {str(row[ACCOUNT]) for row in rows.topup if row[PURSE] == "stored_value"}
    if not (changed or buyers or signed):
        return
    if changed or buyers:
        member_values.tell(database, changed | buyers, KEPT, members.changed, clock(), buyers)
    if signed and (key := signer()) is not None:
        with database.read() as connection:
            both = signed | set(points_books.same(connection, sorted(signed)).values())
        records.publish(database, wallets.signed_at_once(database, key, clock(), sorted(both)), clock)
    for row in rows.member_merge:
        arrivals.know(database, str(row[0]), clock)


def _buyers(database: Database, rows: Rows) -> set[str]:
    """Of whom other purchases are to be told: a day's first, what came back, and who took over somebody's. The next
    ones of a day are told with those of another: most of a shop's sales are somebody's, and each write makes tills
    wait."""
    days = {str(row[MEMBER]): str(row[DAY]) for row in rows.sale if row[MEMBER]}
    taken = {str(row[3]) for row in rows.member_merge}
    if not (days or taken):
        return set()
    known = member_purchases.last_told(database, days) if days else {}
    other = {known[id_][0] for id_, day in days.items() if rows.sale_return or _is_news(known[id_][1], day)}
    return other | taken


def _is_news(told: str | None, day: str) -> bool:
    return told is not None and told < day
