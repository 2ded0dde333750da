"""Opening the shift: the float in the drawer, and the date that a manager confirms when the clock is behind."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.staff import Staff
from ui.screen import Place
from ui.texts import date_clock_text, refusal


class ShiftModel(QObject):
    """`date_asked(clock, last, date)`: a manager must look at both times first."""

    opened = Signal()
    refused = Signal(str)
    date_asked = Signal(str, str, str)
    date_confirmed = Signal()

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._app = place.app

    def check(self) -> None:
        """Before anything else: is the clock believable?"""
        try:
            self._app.shifts.check_date()
        except Refused as no:
            self._said_no(no)

    def open_shift(self, typed: str) -> None:
        """Start the shift with this float; an empty field is nothing in the drawer."""
        digits = self._app.desk.store.currency.digits
        try:
            self._app.shifts.open_shift(parse_amount(typed.strip() or "0", digits))
        except Refused as no:
            self._said_no(no)
        else:
            self.opened.emit()

    def managers(self) -> list[tuple[str, str]]:
        """(id, name) of those who may confirm the date."""
        return [(p.id, p.name) for p in self._app.till.staff.all() if p.may("confirm_date")]

    def confirm_date(self, staff: str, pin: str) -> None:
        """A manager says which day it is; the PIN is checked on the worker."""
        self._place.tasks.run(lambda: self._app.sign_in.identify(staff, pin), self._confirmed, self._said_no)

    def _confirmed(self, manager: Staff) -> None:
        try:
            self._app.shifts.confirm_date(manager)
        except Refused as no:
            self._said_no(no)
        else:
            self.date_confirmed.emit()

    def _said_no(self, no: Refused) -> None:
        if no.code == "clock_behind":
            zone = self._app.desk.store.timezone
            clock, last = (date_clock_text(str(no.facts[name]), zone) for name in ("clock", "last"))
            self.date_asked.emit(clock, last, str(no.facts["date"]))
            return
        self._place.sounds.play("refused")
        self.refused.emit(refusal(no, self._place.languages.language))
