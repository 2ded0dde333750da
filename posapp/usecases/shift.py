"""Opening the shift that every sale belongs to, and confirming the date when the clock cannot be believed."""

from __future__ import annotations

from posapp.contract.ops import DateConfirmedOp, encode
from posapp.contract.shift_ops import ShiftOpenedOp
from posapp.domain.drawer import Pieces, count_of
from posapp.domain.errors import Refused
from posapp.domain.payment_code import check_kept
from posapp.domain.shift import Shift
from posapp.domain.staff import Staff
from posapp.domain.times import from_text
from posapp.domain.typed import seen
from posapp.usecases.clock_doubt import local_text
from posapp.usecases.desk import Desk

MOST_FLOAT = 1_000_000
"""Whole units of the currency; more than that in a drawer is a code that was typed or scanned into the field."""


class Shifts:
    """The day's frame around the sales."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_shift(self, float_amount: int, pieces: Pieces = (), reason: str = "") -> Shift:
        """Start a shift with the cash that is in the drawer, counted as one amount or by `pieces`. Where it is not what
        the last close left, the journal keeps both, and the `reason` where one was given."""
        staff = self._desk.seller()
        if self._desk.shift is not None:
            raise Refused("shift_open")
        amount = count_of(pieces).amount if pieces else float_amount
        if amount < 0:
            raise Refused("amount_format")
        if amount > MOST_FLOAT * 10**self._desk.store.currency.digits:
            raise Refused("float_absurd")
        check_kept(reason, self._desk.store.wallet_codes)
        self.check_date()
        moment, before = self._desk.moment(), self._desk.till.shifts.last_closed()
        left, mode = before.left if before is not None else None, self._desk.store.drawer.mode
        told = ShiftOpenedOp("", amount, pieces, left, seen(reason), "" if mode == "fixed" else mode)
        self._desk.shift = self._desk.till.shifts.open_shift(staff.id, moment.at, moment.business_date, amount, told)
        return self._desk.shift

    def left_before(self) -> int | None:
        """What the last close left in the drawer; None before the first."""
        before = self._desk.till.shifts.last_closed()
        return before.left if before is not None else None

    def check_date(self) -> None:
        """Refused("clock_behind" or "clock_ahead") while the clock cannot be believed and nobody confirmed the date."""
        code = self._desk.clock_doubt()
        if code:
            now, latest = self._desk.now(), from_text(self._desk.till.journal.latest())
            clock, last = (local_text(at, self._desk.store) for at in (now, latest))
            raise Refused(code, clock=clock, last=last, date=self._desk.moment(believed=True).business_date)

    def confirm_date(self, manager: Staff) -> None:
        """The manager says that the sales go on under this business date; both times are stored."""
        if not manager.may("confirm_date"):
            raise Refused("not_permitted", act="confirm_date")
        latest = self._desk.till.journal.latest()
        now = self._desk.moment(believed=True)
        body = encode(DateConfirmedOp(clock=now.at, last_entry=latest, business_date=now.business_date))
        self._desk.till.facts.record("date_confirmed", body, now.at, now.business_date, manager.id)
