"""What a till keeps no longer because its time is over. What the hub has not taken yet is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from posapp.contract.ops import encode
from posapp.contract.privacy_ops import ForgottenOp
from posapp.domain.retention import since
from posapp.domain.times import to_text
from posapp.storage.database import Database
from posapp.storage.journal import Journal

_TAKEN: Final = "seq <= ? AND seq NOT IN (SELECT seq FROM parked) AND seq IN (SELECT seq FROM journal WHERE at < ?)"
_BY_ENTRY: Final[tuple[tuple[str, str], ...]] = (
    ("order_names", f"UPDATE order_step SET salt = '', name = '', signature = '' WHERE salt <> '' AND {_TAKEN}"),
    ("mails", f"UPDATE receipt_mail SET salt = '', email = '', masked = '' WHERE masked <> '' AND {_TAKEN}"),
    ("local_copies", f"DELETE FROM member_private WHERE {_TAKEN}"),
    ("local_copies", f"UPDATE member_act SET private = x'' WHERE private <> x'' AND {_TAKEN}"),
    ("reveals", f"DELETE FROM member_act WHERE kind = 'revealed' AND {_TAKEN}"),
)
"""(kind of period, statement) over rows that are named by their entry."""
_PHOTOS: Final = "DELETE FROM return_photo WHERE sent_at <> '' AND at < ?"


def forget_old(database: Database, journal: Journal, limits: Mapping[str, str], now: datetime) -> dict[str, int]:
    """How many rows of which kind went; an entry says so where any did."""
    last, taken = journal.last(), journal.acknowledged()
    if last is None:
        return {}
    gone: dict[str, int] = {}
    with database.transaction() as tx:
        for kind, sql in _BY_ENTRY:
            gone[kind] = gone.get(kind, 0) + tx.execute(sql, (taken, since(kind, limits, now))).rowcount
        gone["photos"] = tx.execute(_PHOTOS, (since("photos", limits, now),)).rowcount
        gone = {kind: count for kind, count in gone.items() if count}
        if gone:
            body = encode(ForgottenOp(tuple(sorted(gone.items()))))
            journal.append(tx, "forgotten", body, to_text(now), last.business_date, "")
            tx.touch("members", "orders")
    return gone
