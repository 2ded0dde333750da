"""A shift that is carried to another till: it stands still here, and whoever asks the hub first goes on with it. Its
drawer goes along, and what had to be in it, of which nobody is told: it is counted blind, at the end."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from posapp.contract.shift_ops import ShiftOpenedOp, ShiftPartOp
from posapp.contract.suspension_ops import ShiftSuspendedOp
from posapp.contract.suspensions import SuspendedRow
from posapp.domain.errors import Refused
from posapp.domain.shift import Shift
from posapp.domain.staff import Staff
from posapp.domain.suspension import Suspended
from posapp.domain.typed import shown
from posapp.usecases.closing import Closing
from posapp.usecases.desk import Desk
from posapp.usecases.shift import Shifts
from posapp.usecases.shift_report import report_of

Take = Callable[[str, str], SuspendedRow]
"""(shift, person) -> the shift as the hub has it now, with who took it; Refused within the shop's time limit."""


class Suspending:
    """Where a shop's drawers are carried along."""

    def __init__(self, desk: Desk, shifts: Shifts, closing: Closing) -> None:
        self._desk = desk
        self._shifts = shifts
        self._closing = closing

    def offered(self) -> bool:
        """Whether a drawer can leave its till in this shop."""
        return self._desk.store.drawer.mode == "floating"

    def suspend(self, approver: Staff | None = None) -> str:
        """The open shift stands still; gives its id. `approver` answers for somebody else's drawer.

        Refused("suspend_drawer", "suspend_offline", "suspend_counted", "close_basket", "close_payment",
        "not_permitted" …)."""
        desk, standing = self._desk, self._closing.standing()
        staff, shift = desk.seller(standing.act, approver), standing.shift
        self._must_be_offered()
        if desk.is_offline():
            raise Refused("suspend_offline")
        self._closing.must_be_clear()
        if standing.counted:
            raise Refused("suspend_counted")
        moment, here, shifts = desk.moment(), desk.till.enrolment.required(), desk.till.shifts
        report = report_of(desk, shift, moment.at)
        parts = (*report.parts, ShiftPartOp(shift.id, here.register, moment.at))
        counts = (*shifts.opened(shift.id).counts, *shifts.every_count(shift.id))
        report = msgspec.structs.replace(report, parts=parts)
        op = ShiftSuspendedOp(shift.id, report, counts, approver.id if approver is not None else "")
        shifts.suspend(op, moment.at, moment.business_date, staff.id)
        desk.shift = None
        return shift.id

    def may_ask(self, found: Suspended, approver: Staff | None = None) -> Staff:
        """Who goes on with it: whoever answers for the drawer, or somebody who may end another's shift.
        Refused("shift_open", "suspend_drawer", "clock_behind", "not_permitted" …)."""
        desk = self._desk
        own = desk.staff is not None and desk.staff.id == found.staff
        if desk.shift is not None:
            raise Refused("shift_open")
        self._must_be_offered()
        self._shifts.check_date()
        return desk.seller("sell" if own else "force_close", approver)

    def ask(self, found: Suspended, take: Take, approver: Staff | None = None) -> SuspendedRow:
        """Ask the hub for the shift, so that no other till goes on with it too; for a thread that may wait for the
        answer. Refused("shift_needs_hub", "shift_asked", "shift_unknown"), and as `may_ask`."""
        staff = self.may_ask(found, approver)
        try:
            return take(found.id, staff.id)
        except Refused as no:
            code = {"hub_away": "shift_needs_hub", "hub_late": "shift_asked", "not_found": "shift_unknown"}.get(no.code)
            if code is None:
                raise
            raise Refused(code) from no

    def go_on(self, said: SuspendedRow, approver: Staff | None = None) -> Shift:
        """The shift is open here, after `ask`; on disk before this returns.
        Refused("shift_taken", "shift_unreadable"), and as `may_ask`."""
        desk, found = self._desk, said.value()
        staff, taken = self.may_ask(found, approver), found.taken
        if taken is None or taken.till != desk.till.journal.till or taken.recalled:
            register, person = (taken.register, taken.staff) if taken is not None else (found.register, found.staff)
            raise Refused("shift_taken", person=self._name(person), till=register)
        before = said.said()
        report, expected = before.report, before.report.cash.expected
        opened = ShiftOpenedOp("", expected, mode="floating", resumes=found.id, owner=report.opened_by)
        opened = msgspec.structs.replace(opened, before=report, counts=before.counts)
        moment = desk.moment_of(report.business_date)
        facts = (staff.id, moment.at, moment.business_date, expected, opened)
        desk.shift = desk.till.shifts.open_shift(*facts)
        return desk.shift

    def resume(self, found: Suspended, take: Take, approver: Staff | None = None) -> Shift:
        """Both in one, for whoever may wait."""
        return self.go_on(self.ask(found, take, approver), approver)

    def _must_be_offered(self) -> None:
        if not self.offered():
            raise Refused("suspend_drawer")

    def _name(self, person: str) -> str:
        known = self._desk.till.staff.by_id(person)
        return known.name if known is not None else shown(person)
