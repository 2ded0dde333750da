"""One-time codes: made for a member, kept as a salted hash until used, over or guessed at too often."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from math import ceil
from typing import Any, Final

from sqlalchemy import Connection, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.release_tables import one_time_code
from posapp.domain.errors import Refused
from posapp.domain.one_time_code import AGAIN, DIGITS, HEAD, HOUR, LIFE, MOST, SETTLED
from posapp.domain.times import from_text, to_text

_C: Final = one_time_code.c


def is_new_number(connection: Connection, member: str, now: datetime) -> bool:
    """Whether a till's entry that came within the last day wrote the member's telephone number, by the hub's clock."""
    v, e = tables.member_value.c, tables.entry.c
    table = tables.member_value.join(tables.entry, and_(e.till == v.till, e.seq == v.seq))
    query = select(v.seq).select_from(table).where(v.member == member, v.field == "phone")
    return connection.scalar(query.where(e.received_at > to_text(now - SETTLED)).limit(1)) is not None


def make(connection: Connection, member: str, now: datetime) -> str:
    """Six digits in place of those before; Refused("one_time_wait") where others were sent just now, or many."""
    before = _of(connection, member)
    sent, since = (before.sent, from_text(before.since)) if before is not None else (0, now)
    if not now - HOUR < since <= now:  # also under a clock that was set back
        sent, since = 0, now
    free = since + HOUR if sent >= MOST else from_text(before.made_at) + AGAIN if before is not None else now
    if now < free <= now + HOUR:
        raise Refused("one_time_wait", seconds=ceil((free - now).total_seconds()))
    digits, salt = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}", secrets.token_hex(16)
    row: dict[str, Any] = {"hash": _hash(salt, digits), "salt": salt, "made_at": to_text(now), "used_by": ""}
    row |= {"sent": sent + 1, "since": to_text(since)}
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    kept = insert(one_time_code).values(member=member, **row)
    connection.execute(kept.on_conflict_do_update(index_elements=["member"], set_=row))
    return digits


def use(connection: Connection, member: str, proof: str, sale: str, now: datetime) -> str | None:
    """Why this sale may not use it, "" where it has it from now on; None: these are other digits."""
    row = _of(connection, member)
    if row is None or not row.hash or not now - LIFE < from_text(row.made_at) <= now:
        return "one_time_over"
    if not hmac.compare_digest(row.hash, _hash(row.salt, proof.removeprefix(HEAD))):
        return None
    if row.used_by not in ("", sale):
        return "one_time_used"
    connection.execute(update(one_time_code).where(_C.member == member).values(used_by=sale))
    return ""


def end(connection: Connection, member: str) -> None:
    """It was guessed at too often, or could not be sent: nobody uses it."""
    connection.execute(update(one_time_code).where(_C.member == member).values(hash=b""))


def forget(connection: Connection, member: str) -> None:
    """As if none had been sent."""
    connection.execute(delete(one_time_code).where(_C.member == member))


def _of(connection: Connection, member: str) -> Any:
    return connection.execute(select(one_time_code).where(_C.member == member).with_for_update()).first()


def _hash(salt: str, digits: str) -> bytes:
    return hashlib.sha256(f"{salt} {digits}".encode()).digest()
