"""The line to the hub, switched off or on by a person: the journal keeps who did it and who allowed it."""

from __future__ import annotations

from posapp.contract.ops import LineSwitchedOp, encode
from posapp.domain.staff import Staff
from posapp.usecases.desk import Desk


class Line:
    """Whoever wires the till does the switching; here stands whether a person may, and that it was done."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def go_offline(self, approver: Staff | None = None) -> None:
        """Refused("not_permitted") without the right to it; `approver` has it (SignIn.approve)."""
        self._record("went_offline", self._desk.seller("go_offline", approver), approver)

    def go_online(self) -> None:
        """Anyone may end it."""
        self._record("went_online", self._desk.seller())

    def began(self) -> None:
        """The till was started: it is on the line, also where a person had switched it off before."""
        if self._desk.till.journal.says_offline():
            self._write("went_online", LineSwitchedOp(restart=True), "")

    def _record(self, kind: str, staff: Staff, approver: Staff | None = None) -> None:
        self._write(kind, LineSwitchedOp(approver=approver.id if approver else ""), staff.id)

    def _write(self, kind: str, op: LineSwitchedOp, staff: str) -> None:
        moment = self._desk.moment()
        self._desk.till.facts.record(kind, encode(op), moment.at, moment.business_date, staff)
