"""Shifts of the shops that stand still: which there are, and which till has asked to go on with one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, select, update

from hub.storage import audit, shift_tables, tables
from hub.storage.database import Database
from posapp.contract.feed_holds import TakerRow
from posapp.contract.suspensions import SuspendedRow
from posapp.domain.errors import Refused
from posapp.domain.times import to_text


def listed(database: Database, store: str | None = None) -> tuple[SuspendedRow, ...]:
    """Those of the store, or of all, the oldest first; what they came to is not told."""
    a = shift_tables.shift_away.c
    query = select(shift_tables.shift_away).where(a.resumed == "").order_by(a.at, a.id)
    with database.read() as connection:
        found = connection.execute(query if store is None else query.where(a.store == store)).all()
        return tuple(_row(connection, away) for away in found)


def take(database: Database, store: str, till: str, shift: str, staff: str, now: datetime) -> SuspendedRow:
    """The shift with whoever has it: this till, unless another asked before. Only who has it is told what it came to.
    Asking again changes nothing. Refused("not_found") of one that never stood still in the store."""
    a = shift_tables.shift_away.c
    with database.write() as connection:
        away = _locked(connection, store, shift)
        if away.resumed == "" and away.taken_till == "":
            taken = {"taken_till": till, "taken_staff": staff, "taken_at": to_text(now)}
            connection.execute(update(shift_tables.shift_away).where(a.store == store, a.id == shift).values(**taken))
            away = _locked(connection, store, shift)
        return _row(connection, away, whole=away.taken_till == till)


def free(database: Database, shift: str, reason: str, now: datetime, by: str) -> SuspendedRow:
    """Ends the claim of a till that asked for it and never went on with it. Should it do so all the same, its journal
    says so, which is an exception. Refused("not_found", "shift_resumed", "shift_not_taken")."""
    a = shift_tables.shift_away.c
    with database.write() as connection:
        store = connection.scalar(select(tables.till.c.store).where(tables.till.c.id == shift.rpartition(".")[0]))
        away = _locked(connection, store or "", shift)
        if away.resumed:
            raise Refused("shift_resumed", till=_number(connection, away.taken_till))
        if not away.taken_till:
            raise Refused("shift_not_taken", shift=shift)
        nobody = {"taken_till": "", "taken_staff": "", "taken_at": ""}
        connection.execute(update(shift_tables.shift_away).where(a.store == away.store, a.id == shift).values(**nobody))
        audit.note(connection, by, "shift_freed", now, shift=shift, till=away.taken_till, reason=reason)
        return _row(connection, _locked(connection, away.store, shift))


def _locked(connection: Connection, store: str, shift: str) -> Row[Any]:
    a = shift_tables.shift_away.c
    query = select(shift_tables.shift_away).where(a.store == store, a.id == shift).with_for_update()
    found = connection.execute(query).first()
    if found is None:
        raise Refused("not_found")
    return found


def _row(connection: Connection, away: Row[Any], *, whole: bool = False) -> SuspendedRow:
    taken = None
    if away.taken_till:
        number = _number(connection, away.taken_till)
        taken = TakerRow(till=away.taken_till, number=number, staff=away.taken_staff, recalled=bool(away.resumed))
    return SuspendedRow(
        id=away.id,
        till=away.till,
        number=_number(connection, away.till),
        staff=away.staff,
        business_date=away.business_date,
        opened_at=away.opened_at,
        at=away.at,
        taken=taken,
        entry=from_json(away.body) if whole else {},
    )


def _number(connection: Connection, till: str) -> str:
    t = tables.till.c
    return str(connection.execute(select(t.register).where(t.id == till)).scalar_one())
