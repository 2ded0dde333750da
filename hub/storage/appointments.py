"""Appointments as entries told of them, and as they are by that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import BigInteger, Connection, Index, delete, select, update

from hub.storage.table_parts import CHAIN, int_column, key, table, text_column
from posapp.contract.feed_appointments import AppointmentRow

TOLD: Final = "appointments"
"""The noun under which tills are told of them."""
appointment = table(
    "appointment",
    key("id"),
    key("till"),
    key("seq", BigInteger),
    *map(text_column, ("store", "at", "start")),
    int_column("minutes"),
    *map(text_column, ("member", "associate", "state", "staff", "over", "name", "what")),
    Index("appointment_of", "member"),
    Index("appointment_by_start", "store", "start"),
    shard=CHAIN,
)
"""All of it as an entry said it anew. `name` and `what` are personal."""


def as_they_are(connection: Connection, ids: Iterable[str]) -> list[tuple[str, AppointmentRow]]:
    """(store, row) of each: the last word by the tills' times."""
    a = appointment.c
    query = select(appointment).where(a.id.in_(sorted(set(ids)))).order_by(a.id, a.at, a.till, a.seq)
    found: dict[str, tuple[str, AppointmentRow]] = {}
    for row in connection.execute(query):
        fields = {name: getattr(row, name) for name in ("id", "start", "minutes", "member", "name", "what")}
        told = {"associate": row.associate, "state": row.state, "by": row.staff, "at": row.at}
        found[row.id] = (row.store, AppointmentRow(**fields, **told, stamp=f"{row.till}.{row.seq}"))
    return list(found.values())


def before(connection: Connection, store: str, day: str, most: int) -> set[str]:
    """Some that began before that day and have gone from no feed yet."""
    a = appointment.c
    query = select(a.id).where(a.store == store, a.start < day).group_by(a.id).order_by(a.id).limit(most)
    return set(connection.scalars(query))


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Nothing of these stays."""
    connection.execute(delete(appointment).where(appointment.c.id.in_(sorted(set(ids)))))


def of_members(connection: Connection, members: Iterable[str]) -> list[tuple[str, str]]:
    """(store, id) of every appointment that was ever said to be theirs."""
    a = appointment.c
    query = select(a.store, a.id).where(a.member.in_(sorted(set(members)))).distinct().order_by(a.store, a.id)
    return [(row.store, row.id) for row in connection.execute(query)]


def forget_of(connection: Connection, member: str) -> None:
    """A member is erased: when they were there stays, nothing that was written of them does."""
    mine = appointment.c.member == member
    connection.execute(update(appointment).where(mine).values(name="", what="", member=""))
