"""Who has a coupon of which there are only so many: kept for a basket by a call, used by a sale, given back by a till.

Each call works under a lock of the coupon's own row of the feed, so of two tills that ask at once the second sees what
the first was told. What a sale did is asked by `hub.storage.books`, inside the transaction that takes its batch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import audit, tables
from hub.storage.database import Database, question
from hub.storage.records import EVERY_STORE
from posapp.contract.feed_coupons import CouponRow, ReservationRow, ReserveCouponRequest
from posapp.domain.errors import Refused
from posapp.domain.times import to_text

RESERVED: Final = "reserved"
USED: Final = "used"
RELEASED: Final = "released"
KEPT_FOR: Final = timedelta(hours=24)
"""So long a coupon is kept for a basket whose till says nothing more of it; its sale counts all the same."""


def reserve(database: Database, till: str, asked: ReserveCouponRequest, now: datetime) -> ReservationRow:
    """Keeps the coupon for this use, which is now this till's: a held basket may have moved. Refused("not_found")."""
    u = tables.coupon_use
    with database.write() as connection:
        coupon = _locked(connection, asked.coupon)
        if coupon is None:
            raise Refused("not_found")
        own = connection.execute(select(u).where(u.c.code == asked.coupon, u.c.use == asked.use)).first()
        if own is not None and own.state != RESERVED:
            return ReservationRow(state=USED, number=_number(connection, own.till))
        if coupon.uses:
            others = _others(connection, asked, now)
            if len(others) >= coupon.uses:
                over = sum([row.state == USED for row in others]) >= coupon.uses
                return ReservationRow(state=USED if over else "elsewhere", number=_number(connection, others[-1].till))
        row = {"code": asked.coupon, "use": asked.use, "state": RESERVED, "till": till, "seq": 0}
        row |= {"staff": asked.staff, "at": to_text(now), "amount": 0}
        insert = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(u).values(**row)
        moved = {name: insert.excluded[name] for name in ("till", "staff", "at")}
        connection.execute(insert.on_conflict_do_update(index_elements=["code", "use"], set_=moved))
    return ReservationRow(state=RESERVED)


def used_up(database: Database, uses: Mapping[str, int]) -> set[str]:
    """Which of these coupons (code -> how often they are good) were used so often."""
    counted = database.ask(_COUNTED, (json.dumps(sorted(uses)),))
    return {code for code, times in counted if times >= uses[code]}


def listed(database: Database, code: str | None) -> Iterator[dict[str, object]]:
    """Whose each is, the last ones first."""
    u = tables.coupon_use.c
    query = select(tables.coupon_use).order_by(u.code, u.at.desc(), u.use)
    with database.read() as connection:
        for row in connection.execute(query.where(u.code == code) if code else query):
            yield {name: getattr(row, name) for name in ("code", "state", "till", "staff", "at", "amount")}


def free(database: Database, code: str, reason: str, now: datetime, by: str) -> list[str]:
    """No basket has it any more, but for those that were paid with it; the tills that had it.

    Refused("coupon_kept_not") where none had. Should one of them be paid with it all the same, its sale counts.
    """
    u = tables.coupon_use.c
    with database.write() as connection:
        kept = update(tables.coupon_use).where(u.code == code, u.state == RESERVED)
        tills = list(connection.scalars(kept.values(state=RELEASED, at=to_text(now)).returning(u.till)))
        if not tills:
            raise Refused("coupon_kept_not", code=code)
        audit.note(connection, by, "coupon_freed", now, coupon=code, tills=tills, reason=reason)
    return tills


def _locked(connection: Connection, code: str) -> CouponRow | None:
    r = tables.record.c
    key = (r.noun == "coupons", r.store == EVERY_STORE, r.key == code)
    body = connection.scalar(select(r.body).where(*key).with_for_update())
    return None if body is None else CouponRow.model_validate_json(body)


def _others(connection: Connection, asked: ReserveCouponRequest, now: datetime) -> list[Row[Any]]:
    """The uses that count beside this one, those that are kept last."""
    c = tables.coupon_use.c
    kept = (c.state == RESERVED) & (c.at > to_text(now - KEPT_FOR))
    query = select(c.state, c.till).where(c.code == asked.coupon, c.use != asked.use, or_(c.state == USED, kept))
    return list(connection.execute(query.order_by(c.state.desc(), c.at)))


def _number(connection: Connection, till: str) -> str:
    t = tables.till.c
    return str(connection.scalar(select(func.max(t.register)).where(t.id == till)) or "")


_USED: Final = "SELECT code, count(*) FROM coupon_use WHERE state = 'used' AND code IN (SELECT {}) GROUP BY code"
_COUNTED: Final = (
    _USED.format("value FROM json_each(?)"),
    question(_USED.format("json_array_elements_text(CAST(? AS json))"))[1],
)
