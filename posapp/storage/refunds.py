"""Refunds to wallets. One begins and moves in the transaction of its journal entry; so does the basket it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from posapp.contract.ops import encode
from posapp.contract.refund_ops import RefundLeftOp, RefundPaidOutOp
from posapp.contract.tender_ops import RefundAskedOp, RefundMovedOp
from posapp.domain.basket import Basket
from posapp.domain.payment_code import WALLETS, WalletType
from posapp.domain.refund import Refund
from posapp.domain.sale import Sale
from posapp.storage.baskets import Baskets
from posapp.storage.database import Database, Transaction
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import JobKind, PrintJobs
from posapp.storage.schema import insert_sql

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
    "off",
)
_INSERT: Final = insert_sql("wallet_refund", _COLUMNS)
_MOVE: Final = "UPDATE wallet_refund SET state = ?, reference = ?, why = ?, off = ? WHERE seq = ?"
_PAY_OUT: Final = insert_sql("refund_payout", ("seq", "refund", "shift", "type", "amount", "reference", "approver"))
_MOST: Final = 200
"""So many of the newest that still go on are asked about."""
_SELECT: Final = (
    f"SELECT {', '.join(f'r.{name}' for name in _COLUMNS)}, coalesce(p.type, '')"
    " FROM wallet_refund r LEFT JOIN refund_payout p ON p.refund = r.seq "
)
_IN_DOUBT: Final = "(r.state = 'failed' AND r.why = 'decided')"
_GOING: Final = f"{_SELECT} WHERE (r.state IN ('asked', 'accepted') OR {_IN_DOUBT}) ORDER BY r.seq DESC LIMIT :most"
_OF: Final = f"{_SELECT} WHERE r.of = :of ORDER BY r.seq"
_ONE: Final = f"{_SELECT} WHERE r.seq = :seq"
_ALL: Final = f"{_SELECT} ORDER BY r.seq"
_NEWEST: Final = f"{_SELECT} ORDER BY r.seq DESC LIMIT :most"
_OWED: Final = (
    f"{_SELECT} WHERE r.seq IN (SELECT seq FROM wallet_refund ORDER BY seq DESC LIMIT :recent)"
    " AND r.state IN ('failed', 'too_old') AND r.off AND p.seq IS NULL ORDER BY r.seq"
)
_RECENT: Final = 5_000
"""Of so many of the newest somebody is told that they are owed."""
_RECEIPT: Final = (
    "SELECT s.receipt FROM tender t JOIN sale s ON s.seq = t.sale WHERE t.attempt = :of ORDER BY s.seq LIMIT 1"
)


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
            return self._begin(tx, asked, reason, approver, business_date)

    def _begin(self, tx: Transaction, a: Refund, reason: str, approver: str, business_date: str) -> Refund:
        seq = self._journal.next_seq(tx)
        id_ = f"{self._journal.till}.{seq}"
        op = RefundAskedOp(id_, a.of, a.wallet, a.amount, a.whole, a.currency, reason, approver)
        self._journal.append(tx, "refund_asked", encode(op), a.at, business_date, a.staff)
        row = (seq, a.of, a.wallet, a.amount, a.whole, a.currency, a.state, a.at, a.staff, "", "", int(a.off))
        tx.execute(_INSERT, row)
        tx.touch("refunds")
        return replace(a, id=id_)

    def begin_in(self, tx: Transaction, sale: Sale) -> None:
        """Those of a sale that takes goods back, in its transaction: what goes back to wallets is asked for from now
        on, and comes off no basket."""
        for tender in sale.tenders:
            if tender.attempt and tender.amount < 0 and tender.type in WALLETS:
                wallet: WalletType = tender.type  # type: ignore[assignment]
                whole = tender.whole or -tender.amount
                asked = Refund(
                    "", tender.attempt, wallet, -tender.amount, whole, sale.currency, "asked", sale.at, sale.staff
                )
                self._begin(tx, replace(asked, off=True), sale.receipt, "", sale.business_date)

    def move(
        self,
        now: Refund,
        told: RefundMovedOp | None,
        at: str,
        business_date: str,
        staff: str,
        basket: Basket | None,
        slip: bool,
    ) -> None:
        """Its next state, `told` by an entry where the provider said it; with the basket that comes of it, and where
        the customer gets a `slip` in the queue of the printer."""
        with self._database.transaction(durable=told is not None) as tx:
            if told is not None:
                self._journal.append(tx, "refund_moved", encode(told), at, business_date, staff)
            self._keep(tx, now)
            if basket is not None:
                self._baskets.save_in(tx, basket)
            if slip:
                self._print_jobs.add(tx, "refund", now.id, at)

    def leave(self, left: Sequence[Refund], at: str, business_date: str, staff: str, basket: Basket) -> None:
        """The payment counts less by these from now on, with a slip each; all of it or nothing."""
        with self._database.transaction() as tx:
            for refund in left:
                op = RefundLeftOp(refund.id, refund.amount)
                self._journal.append(tx, "refund_left", encode(op), at, business_date, staff)
                self._keep(tx, replace(refund, off=True))
                self._print_jobs.add(tx, "refund", refund.id, at)
            self._baskets.save_in(tx, basket)

    def pay_out(self, refund: Refund, op: RefundPaidOutOp, at: str, business_date: str, staff: str) -> None:
        """It was given in another way: the entry, the row, a slip, and the drawer opens for cash. A second one of the
        same refund fails whole."""
        with self._database.transaction() as tx:
            entry = self._journal.append(tx, "refund_paid_out", encode(op), at, business_date, staff)
            row = (entry.seq, _number(refund), op.shift, op.type, op.amount, op.reference, op.approver)
            tx.execute(_PAY_OUT, row)
            papers: list[tuple[JobKind, str]] = [("refund", refund.id)]
            if op.type == "cash":
                papers.insert(0, ("drawer", ""))
            for kind, document in papers:
                self._print_jobs.add(tx, kind, document, at)
            tx.touch("refunds")
            tx.touch("sales")

    def _keep(self, tx: Transaction, now: Refund) -> None:
        tx.execute(_MOVE, (now.state, now.reference, now.why, int(now.off), _number(now)))
        tx.touch("refunds")

    def going(self) -> tuple[Refund, ...]:
        """Those of which something is still to be heard, in doubt or not, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_GOING, most=_MOST))[::-1]

    def owed(self) -> tuple[Refund, ...]:
        """Those that a customer has to get in another way, oldest first."""
        return tuple(self._read(row) for row in self._database.select(_OWED, recent=_RECENT))

    def newest(self, most: int) -> tuple[Refund, ...]:
        """So many, the newest first."""
        return tuple(self._read(row) for row in self._database.select(_NEWEST, most=most))

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

    def receipt_of(self, attempt: str) -> str:
        """The receipt that this payment paid; "" where there is none, as the sale is not complete or all went back."""
        row = self._database.first(_RECEIPT, of=attempt)
        return str(row[0]) if row else ""

    def _read(self, row: Row) -> Refund:
        known = (*row[1:11], bool(row[11]), row[12])
        return Refund(f"{self._journal.till}.{row[0]}", *known)


def _number(refund: Refund) -> int:
    return int(refund.id.rpartition(".")[2])
