"""Shifts: every sale belongs to one. The newest shift that is not closed is the current one; a close is final."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from posapp.contract.ops import encode
from posapp.contract.shift_ops import (
    CountOp,
    DrawerCountedOp,
    ShiftClosedOp,
    ShiftOpenedOp,
    decode_drawer_counted,
    decode_shift_closed,
    decode_shift_opened,
)
from posapp.contract.suspension_ops import ShiftSuspendedOp
from posapp.domain.errors import Refused
from posapp.domain.shift import Closed, Shift
from posapp.storage.database import Database, Transaction
from posapp.storage.journal import Journal
from posapp.storage.print_jobs import PrintJobs
from posapp.storage.schema import insert_sql, select_sql

_OPENED: Final = ("id", "staff", "opened_at", "business_date", "float_amount")
_INSERT: Final = insert_sql("shift", ("seq", *_OPENED, "closed_at"))
_CURRENT: Final = select_sql("shift", _OPENED, "WHERE closed_at IS NULL ORDER BY seq DESC LIMIT 1")
_NUMBER: Final = "SELECT count(*) FROM shift WHERE seq <= (SELECT seq FROM shift WHERE id = :shift)"
_CLOSE: Final = "UPDATE shift SET closed_at = ? WHERE id = ? AND closed_at IS NULL"
_CLOSED: Final = (
    "seq",
    "shift",
    "z",
    "name",
    "business_date",
    "closed_at",
    "staff",
    "expected",
    "counted",
    "stayed",
)
_PUT_CLOSED: Final = insert_sql("shift_close", _CLOSED)
_LAST_Z: Final = "SELECT coalesce(max(z), 0) FROM shift_close"
_LAST_CLOSED: Final = select_sql("shift_close", _CLOSED, "ORDER BY seq DESC LIMIT 1")
_CLOSES: Final = select_sql("shift_close", _CLOSED, "ORDER BY seq DESC LIMIT :most")
_CLOSED_AS: Final = select_sql("shift_close", _CLOSED, "WHERE name = :name")
_COUNTED: Final = insert_sql("drawer_count", ("seq", "shift", "number", "amount"))
_COUNTS: Final = select_sql("drawer_count", ("seq", "number"), "WHERE shift = :shift ORDER BY seq")
_ENTRY: Final = "SELECT body FROM journal WHERE seq = :seq"
_CASH_SINCE: Final = (
    "SELECT 1 FROM journal WHERE seq > :seq"
    " AND kind IN ('sale', 'cash_moved', 'tender_corrected', 'refund_paid_out') LIMIT 1"
)
_CASHIERS: Final = "SELECT DISTINCT staff FROM sale WHERE shift = :shift ORDER BY staff"
_RECEIPTS: Final = (
    "SELECT (SELECT receipt FROM sale WHERE shift = :shift ORDER BY seq LIMIT 1),"
    " (SELECT receipt FROM sale WHERE shift = :shift ORDER BY seq DESC LIMIT 1)"
)

_CARRIED: Final = (
    "SELECT json_extract(CAST(body AS TEXT), '$.id') FROM journal WHERE kind <> 'sale' AND (kind = 'shift_suspended'"
    " OR (kind = 'shift_opened' AND instr(CAST(body AS TEXT), '\"resumes\":') > 0))"
)
"""A few hundred short entries a year."""

Close = Callable[[int], ShiftClosedOp]
"""What the close says, once its Z has a number."""


class Shifts:
    """The shifts of this till."""

    def __init__(self, database: Database, entries: Journal, print_jobs: PrintJobs) -> None:
        self._database = database
        self._journal = entries
        self._print_jobs = print_jobs

    def open_shift(
        self, staff: str, at: str, business_date: str, float_amount: int = 0, told: ShiftOpenedOp | None = None
    ) -> Shift:
        """Open a shift with this cash in the drawer (minor units); Refused("shift_open") while another is. `told`: what
        its entry says of the float, and whose the shift is where it is another's than `staff`."""
        if self.current() is not None:
            raise Refused("shift_open")
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            id_ = f"{self._journal.till}.{seq}"
            plain = ShiftOpenedOp(id_, float_amount)
            body = plain if told is None else msgspec.structs.replace(told, id=id_)
            opened = Shift(id_, body.owner or staff, at, business_date, float_amount)
            self._journal.append(tx, "shift_opened", encode(body), at, business_date, staff)
            tx.execute(_INSERT, (seq, id_, opened.staff, at, business_date, float_amount, None))
            tx.touch("shift")
        return opened

    def suspend(self, op: ShiftSuspendedOp, at: str, business_date: str, staff: str) -> None:
        """The shift is no longer this till's: who resumes it, here or elsewhere, opens another that goes on with it.
        Refused("old_copy") where another till may have it already, Refused("no_shift") where it is closed."""
        with self._database.transaction() as tx:
            self._journal.must_be_current()
            self._journal.append(tx, "shift_suspended", encode(op), at, business_date, staff)
            if tx.execute(_CLOSE, (at, op.id)).rowcount != 1:
                raise Refused("no_shift")
            tx.touch("shift")

    def current(self) -> Shift | None:
        """The open shift, or None."""
        row = self._database.first(_CURRENT)
        return Shift(*row) if row else None

    def opened(self, shift: str) -> ShiftOpenedOp:
        """What its first entry says."""
        return decode_shift_opened(self._body(int(shift.rpartition(".")[2])))

    def carried(self) -> frozenset[str]:
        """Shifts of this till that began or went on elsewhere, or here under another number."""
        return frozenset(row[0] for row in self._database.select(_CARRIED))

    def number(self, shift: str) -> int:
        """How many shifts this till had by then, this one among them."""
        return int(self._database.select(_NUMBER, shift=shift)[0][0])

    def cashiers(self, shift: str) -> tuple[str, ...]:
        """Who sold in it."""
        return tuple(row[0] for row in self._database.select(_CASHIERS, shift=shift))

    def receipts(self, shift: str) -> tuple[str, str]:
        """The first and the last receipt number; "" where nothing was sold."""
        first, last = self._database.select(_RECEIPTS, shift=shift)[0]
        return first or "", last or ""

    # ------------------------------------------------------------ counting

    def note_count_in(self, tx: Transaction, seq: int, shift: str, number: int, amount: int) -> None:
        """A count, in the transaction of its entry."""
        tx.execute(_COUNTED, (seq, shift, number, amount))
        tx.touch("shift")

    def every_count(self, shift: str) -> tuple[CountOp, ...]:
        """All that was ever counted of it, also what counts no more: who was told what must be there and then moved
        cash to count anew is seen on the Z."""
        return tuple(self._counted(seq).count for seq, _ in self._database.select(_COUNTS, shift=shift))

    def counts(self, shift: str) -> tuple[CountOp, ...]:
        """What was counted and still counts: the newest run of count and recount, of which nothing moved cash since."""
        found: list[tuple[int, CountOp]] = []
        for seq, number in self._database.select(_COUNTS, shift=shift):
            if number == 1:
                found = []
            found.append((seq, self._counted(seq).count))
        if found and self._database.select(_CASH_SINCE, seq=found[-1][0]):
            return ()
        return tuple(count for _, count in found)

    def _counted(self, seq: int) -> DrawerCountedOp:
        return decode_drawer_counted(self._body(seq))

    def _body(self, seq: int) -> bytes:
        body: bytes = self._database.select(_ENTRY, seq=seq)[0][0]
        return body

    # ------------------------------------------------------------ closing

    def close(self, shift: Shift, made: Close, at: str, business_date: str, staff: str) -> Closed:
        """Close the shift and queue its Z for the printer: all or nothing. Refused("old_copy") where the number may
        be on paper already, Refused("no_shift") where it is closed."""
        with self._database.transaction() as tx:
            self._journal.must_be_current()
            row = tx.execute(_LAST_Z).fetchone()
            op = made((row[0] if row else 0) + 1)
            seq = self._journal.next_seq(tx)
            self._journal.append(tx, "shift_closed", encode(op), at, business_date, staff)
            if tx.execute(_CLOSE, (at, shift.id)).rowcount != 1:
                raise Refused("no_shift")
            cash = op.report.cash.expected
            closed = Closed(seq, shift.id, op.z, op.name, business_date, at, staff, cash, op.counted, op.left)
            tx.execute(_PUT_CLOSED, (seq, shift.id, op.z, op.name, business_date, at, staff, cash, op.counted, op.left))
            self._print_jobs.add(tx, "z", op.name, at)
            tx.touch("shift")
        return closed

    def last_closed(self) -> Closed | None:
        """The newest close, or None."""
        row = self._database.first(_LAST_CLOSED)
        return Closed(*row) if row else None

    def closes(self, most: int) -> tuple[Closed, ...]:
        """At most so many closes, the newest first."""
        return tuple(Closed(*row) for row in self._database.select(_CLOSES, most=most))

    def closed_as(self, name: str) -> Closed | None:
        """The close of this printed name."""
        row = self._database.first(_CLOSED_AS, name=name)
        return Closed(*row) if row else None

    def z(self, closed: Closed) -> ShiftClosedOp:
        """What its Z says: the journal's own words."""
        return decode_shift_closed(self._body(closed.seq))
