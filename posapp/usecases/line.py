"""The line to the hub, switched off or on by a person, or lost and back by itself: the journal keeps all of it."""

from __future__ import annotations

from posapp.contract.line_ops import AWAY, LineStoodOp, LineSwitchedOp
from posapp.contract.op import Op
from posapp.contract.ops import encode
from posapp.domain.staff import Staff
from posapp.domain.sync_status import SyncState
from posapp.domain.times import from_text
from posapp.storage.line_state import away_since, last_said
from posapp.storage.till import TillStore
from posapp.usecases.desk import Desk

HUB_IS_AWAY: frozenset[SyncState] = frozenset({"late", "offline"})
"""In these nobody is asked, and what is done counts as done offline."""


def off_the_line(till: TillStore, at: str) -> int:
    """Seconds of the open shift that the till is off the line by now, the time that has no end yet."""
    since = away_since(till.database)
    return max(0, int((from_text(at) - from_text(since)).total_seconds())) if since is not None else 0


class Line:
    """Whoever wires the till does the switching; here stands whether a person may, and that it was done."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: tuple[bool, str] | None = None

    def go_offline(self, approver: Staff | None = None) -> None:
        """Refused("not_permitted") without the right to it; `approver` has it (SignIn.approve)."""
        self._switched("went_offline", self._desk.seller("go_offline", approver), approver)

    def go_online(self) -> None:
        """Anyone may end it."""
        self._switched("went_online", self._desk.seller())

    def began(self) -> None:
        """The till was started: it is on the line until it turns out that it is not, also where it was off before."""
        if last_said(self._desk.till.database)[0] in AWAY:
            self._write("went_online", LineSwitchedOp(restart=True), "")

    def stands(self, state: SyncState) -> None:
        """As people are told from now on; called for every try, on the thread of the exchange. Nothing is written
        where the journal says so already, for this shift too."""
        shift = self._desk.shift
        seen = (state in HUB_IS_AWAY, shift.id if shift is not None else "")
        if seen != self._seen and not self._desk.till.journal.stopped:
            self._note(state, shift is not None)
            self._seen = seen

    def _note(self, state: SyncState, in_shift: bool) -> None:
        said, in_this = last_said(self._desk.till.database)
        if state in HUB_IS_AWAY:
            if said not in AWAY or (in_shift and not in_this):
                self._write("line_lost", LineStoodOp(state), "")
        elif said == "line_lost":
            self._write("line_back", LineStoodOp(state), "")

    def _switched(self, kind: str, staff: Staff, approver: Staff | None = None) -> None:
        self._write(kind, LineSwitchedOp(approver=approver.id if approver else ""), staff.id)

    def _write(self, kind: str, op: Op, staff: str) -> None:
        moment = self._desk.moment()
        self._desk.till.facts.record(kind, encode(op), moment.at, moment.business_date, staff)
        self._seen = None
