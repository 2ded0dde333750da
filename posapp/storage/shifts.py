"""Shifts: every sale belongs to one. The newest shift that is not closed is the current one."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from posapp.contract.ops import encode
from posapp.contract.translate import shift_opened_op
from posapp.domain.errors import Refused
from posapp.domain.shift import Shift
from posapp.storage.database import Database
from posapp.storage.journal import Journal, journal
from posapp.storage.schema import TILL, insert_sql

shift = sa.Table(
    "shift",
    TILL,
    sa.Column("seq", sa.Integer, sa.ForeignKey(journal.c.seq), primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("staff", sa.Text, nullable=False),
    sa.Column("opened_at", sa.Text, nullable=False),
    sa.Column("business_date", sa.Text, nullable=False),
    sa.Column("float_amount", sa.Integer, nullable=False),
    sa.Column("closed_at", sa.Text),
    sqlite_strict=True,
)

_INSERT: Final = insert_sql(shift)
_CURRENT: Final = (
    sa.select(shift.c.id, shift.c.staff, shift.c.opened_at, shift.c.business_date, shift.c.float_amount)
    .where(shift.c.closed_at.is_(None))
    .order_by(shift.c.seq.desc())
    .limit(1)
)


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
