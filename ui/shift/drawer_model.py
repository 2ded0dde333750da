"""The page of the open shift: what stands in the way of its end, its cash moves, the Zs before it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from posapp.contract.ops import encode
from posapp.contract.shift_ops import ShiftReportOp
from posapp.domain.cash import CashMove
from posapp.domain.shift import Closed
from posapp.domain.staff import Staff
from posapp.storage.sales import SaleHead
from posapp.usecases.closing import Standing
from ui.controls import Picture
from ui.screen import Place

MOST = 60
MOST_RECEIPTS = 20


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """Everything that the page shows; `people` is id -> name."""

    standing: Standing | None
    number: int
    moves: tuple[CashMove, ...]
    closes: tuple[Closed, ...]
    people: dict[str, str]
    receipts: tuple[SaleHead, ...]
    """The last of the shift's day."""


class DrawerModel(QObject):
    """`shown(ShiftShown)`, `paper(title word, Picture, name)` of an X ("") or a Z, `refused(Refused)`."""

    shown = Signal(object)
    x_shown = Signal(object)
    z_shown = Signal(object, object)
    printed = Signal(str)
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._report: ShiftReportOp | None = None

    def reload(self) -> None:
        """Read again."""
        self._place.tasks.run(self._read, self.shown.emit, self.refused.emit)

    def _read(self) -> ShiftShown:
        app = self._place.app
        till, shift = app.till, app.desk.shift
        people = {person.id: person.name for person in till.staff.all()}
        standing = app.closing.standing() if shift is not None else None
        moves = till.cash.of(shift) if shift is not None else ()
        number = till.shifts.number(shift.id) if shift is not None else 0
        last = till.sales.newest(shift.business_date, MOST_RECEIPTS) if shift is not None else ()
        return ShiftShown(standing, number, moves[::-1], till.shifts.closes(MOST), people, tuple(last))

    def show_x(self, approver: Staff | None = None) -> None:
        """How the shift stands."""
        self._place.tasks.run(lambda: self._x(approver), self.x_shown.emit, self.refused.emit)

    def _x(self, approver: Staff | None) -> Picture:
        self._report = report = self._place.app.closing.x(approver)
        return self._picture("x", encode(report).decode())

    def print_x(self) -> None:
        """The same on paper."""
        report = self._report
        if report is not None:
            self._run(lambda: self._place.app.closing.print_x(report), "")

    def show_z(self, closed: Closed) -> None:
        """As it was printed."""
        self._place.tasks.run(
            lambda: self._picture("z", closed.name),
            lambda picture: self.z_shown.emit(closed, picture),
            self.refused.emit,
        )

    def print_z(self, name: str, approver: Staff | None = None) -> None:
        """A copy."""
        self._run(lambda: self._place.app.closing.reprint(name, approver), name)

    def _run(self, job: object, name: str) -> None:
        assert callable(job)
        self._place.tasks.run(job, lambda _done: self.printed.emit(name), self.refused.emit)

    def _picture(self, kind: str, document: str) -> Picture:
        return self._place.controls.shift_picture(kind, document, self._place.languages.language)
