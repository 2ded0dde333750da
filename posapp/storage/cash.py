"""Cash that moves apart from sales, and everything that a shift did to its drawer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from posapp.contract.ops import encode
from posapp.contract.shift_ops import CashMovedOp
from posapp.domain.cash import PAYOUT, CashMove, CashSums, summed
from posapp.domain.shift import Shift
from posapp.storage.database import Database
from posapp.storage.driver import Row
from posapp.storage.journal import Journal
from posapp.storage.place import PLACES
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.schema import insert_sql, select_sql

_COLUMNS: Final = ("seq", "shift", "kind", "amount", "reason", "staff", "at", "approver", "of")
_INSERT: Final = insert_sql("cash_move", _COLUMNS)
_ALL: Final = select_sql("cash_move", _COLUMNS, "WHERE shift = :shift ORDER BY seq")
_ONE: Final = select_sql("cash_move", _COLUMNS, "WHERE seq = :seq")
_REFUNDED: Final = "SELECT coalesce(sum(amount), 0) FROM cash_move WHERE kind = 'refund' AND of = :receipt"
_SUMS: Final = (
    "SELECT kind, reason, count(*), sum(amount) FROM cash_move WHERE shift = :shift"
    " GROUP BY kind, reason"
    f" UNION ALL SELECT '{PAYOUT}', '', count(*), sum(amount) FROM refund_payout WHERE shift = :shift AND type = 'cash'"
    " GROUP BY shift ORDER BY 1, 2"
)
_SALES: Final = "SELECT coalesce(sum(change), 0), coalesce(sum(rounding), 0) FROM sale WHERE shift = :shift"
_TENDERS: Final = (
    "SELECT coalesce(sum(max(t.amount, 0)), 0), coalesce(sum(max(-t.amount, 0)), 0) FROM sale s JOIN tender t"
    f" ON t.place BETWEEN s.seq * {PLACES} AND s.seq * {PLACES} + {PLACES - 1}"
    " WHERE s.shift = :shift AND t.type = 'cash'"
)
_TOPUPS: Final = (
    "SELECT coalesce(sum(handed - back - change), 0), coalesce(sum(rounding), 0) FROM topup WHERE shift = :shift"
)
_CORRECTED: Final = (
    "SELECT coalesce(sum(amount * ((type = 'cash') - (was = 'cash'))), 0) FROM tender_correction WHERE shift = :shift"
)


class CashMoves:
    """Of this till's drawer."""

    def __init__(self, database: Database, journal: Journal, print_jobs: PrintJobs) -> None:
        self._database = database
        self._journal = journal
        self._print_jobs = print_jobs

    def record(self, told: CashMove, business_date: str) -> CashMove:
        """One more, with its journal entry, its slip, and its id."""
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            move = replace(told, id=f"{self._journal.till}.{seq}")
            said = (move.shift, move.kind, move.amount, move.reason)
            body = encode(CashMovedOp(move.id, *said, move.approver, move.of))
            self._journal.append(tx, "cash_moved", body, move.at, business_date, move.staff)
            tx.execute(_INSERT, (seq, *said, move.staff, move.at, move.approver, move.of))
            self._print_jobs.add(tx, "cash", move.id, move.at)
            tx.touch("shift")
        return move

    def of(self, shift: Shift) -> tuple[CashMove, ...]:
        """A shift's, in order."""
        return tuple(self._move(row) for row in self._database.select(_ALL, shift=shift.id))

    def by_id(self, id_: str) -> CashMove | None:
        """One, or None."""
        number = id_.rpartition(".")[2]
        row = self._database.first(_ONE, seq=int(number)) if number.isdecimal() and len(number) < 16 else None
        return self._move(row) if row else None

    def refunded(self, receipt: str) -> int:
        """What was given back in cash of a receipt, apart from the wallet that had paid it."""
        return int(self._database.select(_REFUNDED, receipt=receipt)[0][0])

    def sums(self, shift: Shift) -> CashSums:
        """Everything that the shift did to its drawer until now."""
        select, id_ = self._database.select, shift.id
        change, rounding = select(_SALES, shift=id_)[0]
        handed, refunds = select(_TENDERS, shift=id_)[0]
        topups, rounded = select(_TOPUPS, shift=id_)[0]
        return CashSums(
            start=shift.float_amount,
            handed=handed,
            change=change,
            refunds=refunds,
            corrected=select(_CORRECTED, shift=id_)[0][0],
            moves=summed((kind, reason, count, amount) for kind, reason, count, amount in select(_SUMS, shift=id_)),
            rounding=rounding + rounded,
            topups=topups,
        )

    def _move(self, row: Row) -> CashMove:
        seq, *told = row
        return CashMove(f"{self._journal.till}.{seq}", *told)
