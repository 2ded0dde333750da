"""Refunds to wallets. One begins and moves in the transaction of its journal entry; so does the basket it is of."""

from __future__ import annotations

from typing import Final

from posapp.contract.ops import encode
from posapp.contract.tender_ops import RefundAskedOp, RefundMovedOp
from posapp.domain.basket import Basket
from posapp.domain.refund import Refund
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = (
    "seq",
    "of",
    "wallet",
    "amount",
    "whole",
    "currency",
    "state",
    "at",
    "staff",
    "reference",
    "why",
)
_INSERT: Final = insert_sql("wallet_refund", _COLUMNS)
_MOVE: Final = "UPDATE wallet_refund SET state = ?, reference = ?, why = ? WHERE seq = ?"
_MOST: Final = 200
"""So many of the newest that still go on are asked about."""
_GOING: Final = select_sql(
    "wallet_refund", _COLUMNS, "WHERE state IN ('asked', 'accepted') ORDER BY seq DESC LIMIT :most"
)
_OF: Final = select_sql("wallet_refund", _COLUMNS, "WHERE of = :of ORDER BY seq")
_ONE: Final = select_sql("wallet_refund", _COLUMNS, "WHERE seq = :seq")
_ALL: Final = select_sql("wallet_refund", _COLUMNS, "ORDER BY seq")


class Refunds:
    """The refunds of this till."""

    def __init__(self, database: Database, journal: Journal, baskets: Baskets, print_jobs: PrintJobs) -> None:
        self._database = database
        self._journal = journal
        self._baskets = baskets
        self._print_jobs = print_jobs

    def begin(self, asked: Refund, reason: str, approver: str, business_date: str) -> Refund:
        """The refund, safe on disk; its provider may be asked from now on. Its id is given here."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            id_ = f"{self._journal.till}.{seq}"
            a = asked
            op = RefundAskedOp(id_, a.of, a.wallet, a.amount, a.whole, a.currency, reason, approver)
            self._journal.append(tx, "refund_asked", encode(op), a.at, business_date, a.staff)
            row = (seq, a.of, a.wallet, a.amount, a.whole, a.currency, a.state, a.at, a.staff, "", "")
            tx.execute(_INSERT, row)
        return self._read(row)

    def move(
        self, now: Refund, told: bool, at: str, business_date: str, staff: str, basket: Basket | None, slip: bool
    ) -> None:
        """Its next state, `told` by an entry where the provider said it; with the basket that comes of it, and where
        the customer gets a `slip` in the queue of the printer."""
        with self._database.transaction(durable=told) as tx:
            if told:
                op = RefundMovedOp(now.id, now.state, now.amount, now.reference, now.why)
                self._journal.append(tx, "refund_moved", encode(op), at, business_date, staff)
            tx.execute(_MOVE, (now.state, now.reference, now.why, int(now.id.rpartition(".")[2])))
            if basket is not None:
                self._baskets.save_in(tx, basket)
            if slip:
                self._print_jobs.add(tx, "refund", now.id, at)

    def going(self) -> tuple[Refund, ...]:
        """Those of which something is still to be heard, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_GOING, most=_MOST))[::-1]

    def of(self, attempt: str) -> tuple[Refund, ...]:
        """Those of a payment, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_OF, of=attempt))

    def by_id(self, id_: str) -> Refund | None:
        """One of this till's, or None."""
        number = id_.rpartition(".")[2]
        row = self._database.first(_ONE, seq=int(number)) if number.isdecimal() else None
        return self._read(row) if row else None

    def all(self) -> tuple[Refund, ...]:
        """Every one, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_ALL))

    def _read(self, row: Row) -> Refund:
        return Refund(f"{self._journal.till}.{row[0]}", *row[1:])
