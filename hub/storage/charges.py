"""Charges of wallets: one row each, which is all that the processes of a hub know of it together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from hub.storage import tables
from hub.storage.database import Database
from posapp.domain.attempt import Answer, Charge

_COLUMNS: Final = ("id", "wallet", "number", "amount", "currency", "state", "reference", "why", "at")


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A charge as it stands; `at`: since when it may have been asked for (UTC ISO text)."""

    id: str
    wallet: str
    number: str
    amount: int
    currency: str
    state: str
    reference: str
    why: str
    at: str

    @property
    def asked(self) -> Charge:
        """As its provider is asked about it."""
        return Charge(self.id, self.amount, self.currency)


def begin(
    database: Database, store: str, till: str, wallet: str, number: str, asked: Charge, state: str, at: str
) -> tuple[ChargeRow, bool]:
    """The row, and whether it was made now: of several that ask at once, one makes it. It is on disk."""
    row = ChargeRow(asked.id, wallet, number, asked.amount, asked.currency, state, "", "", at)
    with database.write() as connection:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        values = {name: getattr(row, name) for name in _COLUMNS} | {"store": store, "till": till, "moved_at": at}
        once = insert(tables.charge).values(**values).on_conflict_do_nothing().returning(tables.charge.c.id)
        made = connection.execute(once).first() is not None
    found = row if made else one(database, store, asked.id)
    assert found is not None, "a row is never deleted"
    return found, made


def one(database: Database, store: str, id_: str) -> ChargeRow | None:
    """The row, or None."""
    c = tables.charge.c
    query = select(*(c[name] for name in _COLUMNS)).where(c.store == store, c.id == id_)
    with database.read() as connection:
        found = connection.execute(query).first()
    return ChargeRow(*found) if found is not None else None


def move(database: Database, store: str, id_: str, among: Collection[str], to: Answer, state: str, at: str) -> bool:
    """To another state, with what the provider said, if it stands in one `among` these; whether it did."""
    c = tables.charge.c
    said = {"state": state, "why": to.why, "moved_at": at} | ({"reference": to.reference} if to.reference else {})
    with database.write() as connection:
        query = update(tables.charge).where(c.store == store, c.id == id_, c.state.in_(sorted(among)))
        return connection.execute(query.values(**said).returning(c.id)).first() is not None
