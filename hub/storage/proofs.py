"""What releases a member's purse, checked before anything is kept: the code of their telephone, which the hub made and
which is good for one sale, their PIN, or the code that was sent to them. What was proved is kept beside the name of the
reservation.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from pydantic_core import from_json
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub import pins
from hub.storage import one_time_codes, tables
from hub.storage.database import Database
from hub.storage.purses import FILED, record_of, remaining
from hub.storage.records import EVERY_STORE
from posapp.contract.purses import PurseRequest
from posapp.domain.errors import Refused
from posapp.domain.live_code import LIFE, is_live_code
from posapp.domain.one_time_code import is_one_time
from posapp.domain.pin_tries import TRIES, PinTries
from posapp.domain.times import from_text, to_text
from posapp.domain.wallet import OF_MEMBERS

CODE: Final = "code"
PIN: Final = "pin"
ONCE: Final = "once"


def hash_of(code: str) -> bytes:
    """What the hub keeps of a live code."""
    return hashlib.sha256(code.strip().encode()).digest()


def sale_of(name: str) -> str:
    """Which sale a reservation is for: its name without the tender's number. One code releases both purses of it."""
    return name.rpartition(":")[0] or name


def issue(connection: Connection, code: str, member: str, now: datetime) -> None:
    """The hub has made this code."""
    row = {"hash": hash_of(code), "member": member, "made_at": to_text(now), "used_by": "", "used_at": ""}
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(tables.live_code).values(row).on_conflict_do_nothing())


def prove(database: Database, store: str, till: str, asked: PurseRequest, now: datetime) -> None:
    """The till may have some of it kept. What it proved before under this name it need not prove again. To read only,
    or to let go, it needs no more than to be of a store that the member's signed balance goes to anyhow.

    Refused("release_needed", "release_refused", "too_many_attempts", "live_code_wrong", "live_code_other",
    "live_code_over", "live_code_used").
    """
    if asked.purse not in OF_MEMBERS:
        return
    with database.write() as connection:
        member = remaining(connection, asked.account)
        p = tables.purse_proof.c
        known = select(p.how).where(p.till == till, p.name == asked.reserve, p.member == member)
        if connection.scalar(known) is not None:
            return
        if not asked.amount and record_of(connection, "wallets", store, member) is not None:
            return
        no, how = _look(connection, till, member, asked, now)
        if no is None:
            row = {"till": till, "name": asked.reserve, "member": member, "how": how, "at": to_text(now)}
            make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            connection.execute(make(tables.purse_proof).values(row).on_conflict_do_nothing())
    if no is not None:  # only now: how often it was tried is written down
        raise no


def _look(
    connection: Connection, till: str, member: str, asked: PurseRequest, now: datetime
) -> tuple[Refused | None, str]:
    if is_live_code(asked.proof):
        why = use_code(connection, asked.proof, member, f"{till} {sale_of(asked.reserve)}", now)
        return (Refused(why) if why else None), CODE
    if not asked.proof:
        return Refused("release_needed"), PIN
    if is_one_time(asked.proof):
        return _once(connection, member, asked, f"{till} {sale_of(asked.reserve)}", now), ONCE
    return _pin(connection, member, asked.proof, now), PIN


def use_code(connection: Connection, code: str, member: str, sale: str, now: datetime) -> str:
    """Why this sale may not use the code; "": it has it from now on."""
    c = tables.live_code.c
    found = connection.execute(select(tables.live_code).where(c.hash == hash_of(code)).with_for_update()).first()
    if found is None:
        return "live_code_wrong"
    if remaining(connection, found.member) != member:
        return "live_code_other"
    if found.used_by not in ("", sale):
        return "live_code_used"
    if from_text(found.made_at) + LIFE < now:
        return "live_code_over"
    used = update(tables.live_code).where(c.hash == found.hash)
    connection.execute(used.values(used_by=sale, used_at=to_text(now)))
    return ""


def _once(connection: Connection, member: str, asked: PurseRequest, sale: str, now: datetime) -> Refused | None:
    """Wrong ones count with wrong PINs; with the fifth the code is none any more."""
    tries = _tries(connection, member, now)
    if seconds := tries.seconds_left(now):
        return Refused("too_many_attempts", seconds=seconds)
    why = one_time_codes.use(connection, member, asked.proof, sale, now)
    if why is not None:
        return Refused(why) if why else None
    tries = tries.once_more(now)
    if tries.wait:
        one_time_codes.end(connection, member)
    _keep(connection, member, tries)
    return Refused("one_time_wrong", left=tries.left % TRIES)


def _pin(connection: Connection, member: str, pin: str, now: datetime) -> Refused | None:
    tries = _tries(connection, member, now)
    if seconds := tries.seconds_left(now):
        return Refused("too_many_attempts", seconds=seconds)
    filed = record_of(connection, FILED, EVERY_STORE, member)
    known = str(from_json(filed).get("pin_hash", "")) if filed is not None else ""
    if known and pins.is_right(known, pin):
        tries = PinTries()
        no = None
    else:
        tries, no = tries.once_more(now), Refused("release_refused")
    _keep(connection, member, tries)
    return no


def _tries(connection: Connection, member: str, now: datetime) -> PinTries:
    t = tables.member_tries.c
    row = connection.execute(select(tables.member_tries).where(t.member == member).with_for_update()).first()
    return PinTries(row.wrong, row.since, row.wait).on_clock(now) if row is not None else PinTries()


def _keep(connection: Connection, member: str, tries: PinTries) -> None:
    values = {"wrong": tries.wrong, "since": tries.since, "wait": tries.wait}
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    kept = make(tables.member_tries).values(member=member, **values)
    connection.execute(kept.on_conflict_do_update(index_elements=["member"], set_=values))
