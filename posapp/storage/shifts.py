"""Shifts: every sale belongs to one. The newest shift that is not closed is the current one."""

from __future__ import annotations

from typing import Final

from posapp.contract.ops import encode
from posapp.contract.translate import shift_opened_op
from posapp.domain.errors import Refused
from posapp.domain.shift import Shift
from posapp.storage.database import Database
from posapp.storage.journal import Journal
from posapp.storage.schema import insert_sql, select_sql

_OPENED: Final = ("id", "staff", "opened_at", "business_date", "float_amount")
_INSERT: Final = insert_sql("shift", ("seq", *_OPENED, "closed_at"))
_CURRENT: Final = select_sql("shift", _OPENED, "WHERE closed_at IS NULL ORDER BY seq DESC LIMIT 1")


class Shifts:
    """The shifts of this till."""

    def __init__(self, database: Database, entries: Journal) -> None:
        self._database = database
        self._journal = entries

    def open_shift(self, staff: str, at: str, business_date: str, float_amount: int = 0) -> Shift:
        """Open a shift with this cash in the drawer (minor units); Refused("shift_open") while another is."""
        if self.current() is not None:
            raise Refused("shift_open")
        with self._database.transaction() as tx:
            seq = self._journal.next_seq(tx)
            opened = Shift(f"{self._journal.till}.{seq}", staff, at, business_date, float_amount)
            self._journal.append(tx, "shift_opened", encode(shift_opened_op(opened)), at, business_date, staff)
            tx.execute(_INSERT, (seq, opened.id, staff, at, business_date, float_amount, None))
            tx.touch("shift")
        return opened

    def current(self) -> Shift | None:
        """The open shift, or None."""
        row = self._database.first(_CURRENT)
        return Shift(*row) if row else None
