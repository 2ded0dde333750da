"""The public keys of the hub: the one that signs and the one before it, so that nothing stops while they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from hub.feeds import wallets
from hub.feeds.source import Source
from hub.signing import Signer
from hub.storage import audit, records
from hub.storage.database import Database
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract.feed_wallets import KeyRow
from posapp.domain.times import to_text


def changes(source: Source) -> Iterator[Change]:
    """The key that signs, unless it is known."""
    yield from _told(source.database, source.signer, source.clock())


def rotate(database: Database, signer: Signer, clock: Callable[[], datetime], by: str) -> str:
    """Another key signs, all balances are signed anew, the key before the last is good no more; the new one's id."""
    before, fresh, now = signer.id, signer.fresh(), clock()
    with database.write() as connection:
        audit.note(connection, by, "rotate_key", now, key=fresh.id, before=before)
    records.publish(database, _told(database, fresh, now), clock)
    signer.put_in_place(fresh)
    records.publish(database, wallets.signed_anew(database, signer, now), clock)
    good = {before, signer.id}
    old = [key for key in records.keys(database, "keys", EVERY_STORE) if key not in good]
    records.publish(database, [Change("keys", EVERY_STORE, key, None) for key in old], clock)
    return signer.id


def _told(database: Database, signer: Signer, now: datetime) -> Iterator[Change]:
    if signer.id not in records.keys(database, "keys", EVERY_STORE):
        yield change("keys", EVERY_STORE, KeyRow(id=signer.id, public=signer.public, since=to_text(now)))
