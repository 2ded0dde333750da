"""Refunds to wallets: one row each, written before the provider is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.database import Database
from posapp.contract.refunds import RefundRequest
from posapp.domain.refund import RefundAnswer

_COLUMNS: Final = ("id", "of", "wallet", "amount", "number", "state", "reference", "why")
_OVER: Final = ("failed", "too_old")


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund as it stands: "asked", or what the provider said last."""

    id: str
    of: str
    wallet: str
    amount: int
    number: str
    state: str
    reference: str
    why: str


def begin(database: Database, store: str, till: str, number: str, asked: RefundRequest, at: str) -> RefundRow | None:
    """The row; it is on disk. None where all refunds of the payment would be more than it was."""
    r = tables.charge_refund.c
    values = {"store": store, "id": asked.id, "of": asked.of, "till": till, "wallet": asked.wallet, "number": number}
    values |= {"amount": asked.amount, "currency": asked.currency, "at": at, "moved_at": at}  # type: ignore[dict-item]
    with database.write() as connection:
        known = _one(connection, store, asked.id)
        if known is not None:
            return known
        charge = tables.charge.c
        paid = connection.scalar(
            select(charge.amount).where(charge.store == store, charge.id == asked.of).with_for_update()
        )
        given = select(func.coalesce(func.sum(r.amount), 0)).where(r.store == store, r.of == asked.of)
        before = int(connection.scalar(given.where(r.state.not_in(_OVER))) or 0)
        if before + asked.amount > (asked.whole if paid is None else int(paid)):
            return None
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        row = insert(tables.charge_refund).values(**values, state="asked", reference="", why="")
        connection.execute(row.on_conflict_do_nothing())
        return _one(connection, store, asked.id)


def _one(connection: Connection, store: str, id_: str) -> RefundRow | None:
    r = tables.charge_refund.c
    query = select(*(r[name] for name in _COLUMNS)).where(r.store == store, r.id == id_)
    found = connection.execute(query).first()
    return RefundRow(*found) if found is not None else None


def one(database: Database, store: str, id_: str) -> RefundRow | None:
    """The row, or None."""
    with database.read() as connection:
        return _one(connection, store, id_)


def store_of(database: Database, till: str) -> str | None:
    """Whose store this till is, revoked or not; None of a till that is not there."""
    t = tables.till.c
    with database.read() as connection:
        return connection.scalar(select(t.store).where(t.id == till))


def move(database: Database, store: str, id_: str, said: RefundAnswer, at: str) -> None:
    """What the provider says of it now; nothing leads away from an end."""
    r = tables.charge_refund.c
    going = r.state.not_in((*_OVER, "arrived"))
    values = {"state": said.state, "why": said.why, "moved_at": at}
    values |= {"reference": said.reference} if said.reference else {}
    with database.write() as connection:
        connection.execute(update(tables.charge_refund).where(r.store == store, r.id == id_, going).values(**values))
