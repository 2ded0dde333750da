"""Closing the open shift: what stands open, the count, what it came to, the Z."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posapp.domain.drawer import Count
from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from posapp.domain.tender import BY_HAND
from posapp.usecases.closing import Standing
from ui.screen import Place


@dataclass(frozen=True, slots=True)
class Before:
    """What is seen before the count. `blocked`: why it cannot begin yet; `declare`: other tenders that a person
    took."""

    standing: Standing
    blocked: Refused | None
    declare: tuple[str, ...]
    people: dict[str, str]


class CloseModel(QObject):
    """`before(Before)`, `outcome(Outcome)`, `closed(Closed)`, `refused(Refused)`; `approver`: who allows it, where the
    person may not alone; `kept`: the baskets that stay aside."""

    before = Signal(object)
    outcome = Signal(object)
    closed = Signal(object)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.approver: Staff | None = None
        self.kept: set[str] = set()

    def reload(self) -> None:
        """Read again what stands open."""
        self._place.tasks.run(self._read, self.before.emit, self.refused.emit)

    def _read(self) -> Before:
        app = self._place.app
        standing = app.closing.standing()
        try:
            app.closing.must_be_clear()
            blocked = None
        except Refused as no:
            blocked = no
        taken = app.till.corrections.taken_in(standing.shift.id)
        declare = tuple(kind for kind in taken if kind in BY_HAND and kind != "cash")
        return Before(standing, blocked, declare, {p.id: p.name for p in app.till.staff.all()})

    def may_alone(self, act: str) -> bool:
        """Whether whoever is signed in may close it."""
        staff = self._place.app.desk.staff
        return staff is not None and staff.may(act)

    def discard(self, hold: str, reason: str, approver: Staff | None = None) -> None:
        """Give up a basket that lies aside."""
        closing = self._place.app.closing
        self._place.tasks.run(
            lambda: closing.discard(hold, reason, approver), lambda _done: self.reload(), self.refused.emit
        )

    def count(self, count: Count) -> None:
        """It is kept; only then the rest is told."""
        closing, who = self._place.app.closing, self.approver
        self._place.tasks.run(lambda: closing.count(count, who), self.outcome.emit, self.refused.emit)

    def close(self, reason: str, left: int | None) -> None:
        """Write the Z."""
        closing, who, kept = self._place.app.closing, self.approver, tuple(self.kept)
        self._place.tasks.run(lambda: closing.close(reason, kept, left, who), self.closed.emit, self.refused.emit)
