"""Payment attempts. One begins, moves and becomes a tender of the basket in the transaction of its journal entry."""

from __future__ import annotations

from typing import Final

from posapp.contract.ops import encode
from posapp.contract.tender_ops import PaymentAskedOp
from posapp.domain.attempt import Attempt, Charge
from posapp.domain.basket import Basket
from posapp.domain.tender import TenderType
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = (
    *("seq", "provider", "type", "amount", "currency", "state", "at", "staff", "reference", "why"),
    "taken",
)
_INSERT: Final = insert_sql("payment_attempt", _COLUMNS)
_MOVE: Final = "UPDATE payment_attempt SET state = ?, reference = ?, why = ?, taken = ? WHERE seq = ?"
_OPEN: Final = select_sql(
    "payment_attempt",
    _COLUMNS,
    "WHERE state IN ('asked', 'pending', 'unknown', 'reversing') ORDER BY seq DESC LIMIT 1",
)
_ONE: Final = select_sql("payment_attempt", _COLUMNS, "WHERE seq = :seq")
_RECENT: Final = 2000
"""So many of the newest are looked through for one of which something is still to be heard or read."""
_BY_WHY: Final = select_sql(
    "payment_attempt",
    _COLUMNS,
    "WHERE seq IN (SELECT seq FROM payment_attempt ORDER BY seq DESC LIMIT :recent)"
    " AND why = :why AND state <> 'paid' ORDER BY seq",
)
_ALL: Final = select_sql("payment_attempt", _COLUMNS, "ORDER BY seq")


class Attempts:
    """The attempts of this till; at most one is open."""

    def __init__(self, database: Database, journal: Journal, baskets: Baskets) -> None:
        self._database = database
        self._journal = journal
        self._baskets = baskets

    def begin(
        self, provider: str, kind: TenderType, asked: Charge, at: str, business_date: str, staff: str, basket: Basket
    ) -> Attempt:
        """The attempt, safe on disk with the basket that it is for; its provider may be asked from now on. Of `asked`
        the id is given here."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            id_ = f"{self._journal.till}.{seq}"
            body = encode(PaymentAskedOp(id_, provider, kind, asked.amount, asked.currency))
            self._journal.append(tx, "payment_asked", body, at, business_date, staff)
            row = (seq, provider, kind, asked.amount, asked.currency, "asked", at, staff, "", "", 0)
            tx.execute(_INSERT, row)
            self._baskets.save_in(tx, basket)
        return self._read(row)

    def move(
        self, now: Attempt, body: bytes, at: str, business_date: str, staff: str, basket: Basket | None = None
    ) -> None:
        """Its next state, with the entry that tells of it ("": none is worth telling) and the basket that comes of
        it."""
        with self._database.transaction(durable=bool(body)) as tx:
            if body:
                self._journal.append(tx, "payment_moved", body, at, business_date, staff)
            tx.execute(_MOVE, (now.state, now.reference, now.why, now.taken, int(now.id.rpartition(".")[2])))
            if basket is not None:
                self._baskets.save_in(tx, basket)

    def open(self) -> Attempt | None:
        """The one whose end is not known yet, or None."""
        row = self._database.first(_OPEN)
        return self._read(row) if row else None

    def by_id(self, id_: str) -> Attempt | None:
        """One of this till's, or None."""
        number = id_.rpartition(".")[2]
        row = self._database.first(_ONE, seq=int(number)) if number.isdecimal() else None
        return self._read(row) if row else None

    def not_paid(self, why: str) -> tuple[Attempt, ...]:
        """Those of the newest that ended without money for this reason, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_BY_WHY, recent=_RECENT, why=why))

    def all(self) -> tuple[Attempt, ...]:
        """Every one, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_ALL))

    def _read(self, row: Row) -> Attempt:
        return Attempt(f"{self._journal.till}.{row[0]}", *row[1:])
