"""Opening the shift that every sale belongs to, and confirming the date when the clock stands before the last fact."""

from __future__ import annotations

from datetime import timedelta

from posapp.contract.ops import DateConfirmedOp, encode
from posapp.domain.errors import Refused
from posapp.domain.shift import Shift
from posapp.domain.staff import Staff
from posapp.domain.times import from_text
from posapp.usecases.desk import Desk

SLACK = timedelta(minutes=1)
"""A clock that a time server corrects by seconds is no reason to fetch a manager."""


class Shifts:
    """The day's frame around the sales."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_shift(self, float_amount: int) -> Shift:
        """Start a shift with the cash that is in the drawer."""
        staff = self._desk.seller()
        if self._desk.shift is not None:
            raise Refused("shift_open")
        if float_amount < 0:
            raise Refused("amount_format")
        self.check_date()
        moment = self._desk.moment()
        self._desk.shift = self._desk.till.shifts.open_shift(staff.id, moment.at, moment.business_date, float_amount)
        return self._desk.shift

    def check_date(self) -> None:
        """Refused("clock_behind") while the clock stands before the last fact and nobody has confirmed the date."""
        last = self._desk.till.journal.last()
        now = self._desk.moment()
        if last is not None and from_text(now.at) < from_text(last.at) - SLACK:
            raise Refused("clock_behind", clock=now.at, last=last.at, date=now.business_date)

    def confirm_date(self, manager: Staff) -> None:
        """The manager says that the sales go on under this business date; both times are stored."""
        if not manager.may("confirm_date"):
            raise Refused("not_permitted", act="confirm_date")
        last = self._desk.till.journal.last()
        now = self._desk.moment()
        body = encode(
            DateConfirmedOp(clock=now.at, last_entry=last.at if last else "", business_date=now.business_date)
        )
        self._desk.till.facts.record("date_confirmed", body, now.at, now.business_date, manager.id)
