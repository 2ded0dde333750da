"""Which day is it? Asked where work stops because the clock cannot be believed, and settled there by a manager."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.approval import Approval
from ui.kit.sheet import ConfirmSheet
from ui.screen import Place

DOUBTS = ("clock_behind", "clock_ahead")
"""The refusals that this question settles."""


class DateQuestion(QObject):
    """A manager who is signed in answers it; otherwise it takes a manager's PIN. `confirmed` when work may go on,
    `refused(Refused)` when that could not be written."""

    confirmed = Signal()
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place

    @cached_property
    def confirm(self) -> ConfirmSheet:
        """The question to a manager."""
        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(self._answered)
        return sheet

    @cached_property
    def approval(self) -> Approval:
        """The question to everybody else."""
        return Approval(self._place)

    def ask(self, doubt: Refused) -> None:
        """Both times, and is today this date?"""
        facts, staff = doubt.facts, self._place.app.desk.staff
        words = self.tr("This machine's clock says {0}, but the last entry was written at {1}. Is today {2}?").format(
            facts["clock"], facts["last"], facts["date"]
        )
        if staff is not None and staff.may("confirm_date"):
            yes = self.tr("Today is {0}").format(facts["date"])
            self.confirm.ask(self.tr("Confirm the date"), words, yes=yes, no=self.tr("No, stop here"))
        else:
            self.approval.ask_for("confirm_date", words, self._settle)

    def _answered(self) -> None:
        staff = self._place.app.desk.staff
        if staff is not None:
            self._settle(staff)

    def _settle(self, manager: Staff) -> None:
        try:
            self._place.app.shifts.confirm_date(manager)
        except Refused as no:
            self._place.sounds.play("refused")
            self.refused.emit(no)
        else:
            self.confirmed.emit()
