"""Held baskets of the shops: who took one, and the feed that tells all tills of the shop.

Each is published under a lock of its own row, so whoever publishes last has seen all that was committed before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic_core import from_json
from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import audit, records, tables
from hub.storage.database import Database
from hub.storage.records import Change, change
from posapp.contract.feed_holds import HoldRow, TakerRow
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

TAKEN: Final = "taken"
RECALLED: Final = "recalled"
"""What a till may claim of a hold: that it has it, by a call; that it lies on its counter, by its journal."""
FREED: Final = "freed"
"""What is left of a claim that head office ended: whose it was, who ended it."""
TOLD: Final = timedelta(days=7)
"""So long the feed tells that another till recalled a hold; then its own till has heard, or asks before it recalls."""
_MOST: Final = 50


def publish(database: Database, store: str, ids: Iterable[str], now: datetime) -> None:
    """What the books say of these holds, to all tills of the store; and what was told for long enough goes."""
    for id_ in dict.fromkeys(ids):
        with database.write() as connection:
            held = _locked(connection, store, id_)
            if held is not None:
                _publish(connection, held, now)
    with database.write() as connection:
        records.put(connection, _told(connection, store, now), now)


def take(database: Database, store: str, till: str, hold: str, staff: str, now: datetime) -> HoldRow:
    """The hold, with whoever has it: this till, unless another asked or recalled before. Asking again changes nothing.

    Refused("not_found") of one that the store does not have.
    """
    with database.write() as connection:
        held = _locked(connection, store, hold)
        if held is None:
            raise Refused("not_found")
        if RECALLED not in _claims(connection, store, hold):
            insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            claim = {"store": store, "hold": hold, "act": TAKEN, "till": till, "seq": 0, "staff": staff}
            connection.execute(insert(tables.hold_claim).values(**claim, at=to_text(now)).on_conflict_do_nothing())
        return _publish(connection, held, now)


def free(database: Database, hold: str, reason: str, now: datetime, by: str) -> HoldRow:
    """Ends the claim of a till that took it and never laid it on its counter: whoever asks next has it. Should that
    till recall it all the same, its journal says so, and two counters with one basket are an exception as ever.

    Refused("hold_nowhere", "hold_not_taken", "hold_on_counter").
    """
    c = tables.hold_claim.c
    with database.write() as connection:
        store = connection.scalar(select(tables.till.c.store).where(tables.till.c.id == hold.rpartition(".")[0]))
        held = _locked(connection, store or "", hold)
        if held is None:
            raise Refused("hold_nowhere", hold=hold)
        claims = _claims(connection, held.store, hold)
        if RECALLED in claims:
            raise Refused("hold_on_counter", till=claims[RECALLED].till)
        if TAKEN not in claims:
            raise Refused("hold_not_taken", hold=hold)
        mine = (c.store == held.store, c.hold == hold)
        connection.execute(delete(tables.hold_claim).where(*mine, c.act == FREED))
        connection.execute(
            update(tables.hold_claim).where(*mine, c.act == TAKEN).values(act=FREED, at=to_text(now), staff=by)
        )
        audit.note(connection, by, "hold_freed", now, hold=hold, till=claims[TAKEN].till, reason=reason)
        return _publish(connection, held, now)


def listed(database: Database, store: str | None) -> list[HoldRow]:
    """What lies aside, in one store or in all, as their tills are told."""
    r = tables.record.c
    query = select(r.body).where(r.noun == "holds", r.body.is_not(None)).order_by(r.store, r.key)
    with database.read() as connection:
        bodies = connection.scalars(query if store is None else query.where(r.store == store))
        rows = [HoldRow.model_validate_json(body) for body in bodies]
    return [row for row in rows if row.taken is None or not row.taken.recalled]


def _locked(connection: Connection, store: str, id_: str) -> Row[Any] | None:
    h = tables.hold.c
    query = select(tables.hold).where(h.store == store, h.id == id_).with_for_update()
    return connection.execute(query).first()


def _claims(connection: Connection, store: str, hold: str) -> dict[str, Row[Any]]:
    c = tables.hold_claim.c
    found = connection.execute(select(tables.hold_claim).where(c.store == store, c.hold == hold))
    return {row.act: row for row in found}


def _publish(connection: Connection, held: Row[Any], now: datetime) -> HoldRow:
    claims = _claims(connection, held.store, held.id)
    last = claims.get(RECALLED) or claims.get(TAKEN)
    taken, before = None, claims.get(FREED)
    if last is not None:
        here = RECALLED in claims
        taken = TakerRow(till=last.till, number=_number(connection, last.till), staff=last.staff, recalled=here)
    row = HoldRow(
        id=held.id,
        till=held.till,
        number=_number(connection, held.till),
        staff=held.staff,
        at=held.at,
        total=held.total,
        label=held.label,
        basket={} if taken is not None and taken.recalled else from_json(held.body),
        taken=taken,
        freed=_number(connection, before.till) if before is not None and taken is None else "",
    )
    own = taken is not None and taken.recalled and taken.till == held.till
    records.put(
        connection, [Change("holds", held.store, held.id, None) if own else change("holds", held.store, row)], now
    )
    return row


def _number(connection: Connection, till: str) -> str:
    t = tables.till.c
    return str(connection.execute(select(t.register).where(t.id == till)).scalar_one())


def _told(connection: Connection, store: str, now: datetime) -> list[Change]:
    r, c = tables.record.c, tables.hold_claim.c
    both = tables.record.join(tables.hold_claim, (c.store == r.store) & (c.hold == r.key))
    living = (r.noun == "holds", r.store == store, r.body.is_not(None))
    over = (c.act == RECALLED, c.at < to_text(now - TOLD))
    query = select(r.key).select_from(both).where(*living, *over).order_by(r.key).limit(_MOST)
    return [Change("holds", store, key, None) for key in connection.scalars(query)]
