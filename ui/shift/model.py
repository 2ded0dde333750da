"""Opening the shift: the float in the drawer, after the date is believable."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from ui.screen import Place
from ui.shift.date_question import DOUBTS
from ui.texts import refusal


class ShiftModel(QObject):
    """`date_asked(Refused)`: a manager must look at both times first."""

    opened = Signal()
    refused = Signal(str)
    date_asked = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._app = place.app

    def check(self) -> None:
        """Before anything else: is the clock believable?"""
        try:
            self._app.shifts.check_date()
        except Refused as no:
            self.say_no(no)

    def open_shift(self, typed: str) -> None:
        """Start the shift with this float; an empty field is no float, somebody has to count."""
        digits = self._app.desk.store.currency.digits
        try:
            if not typed.strip():
                raise Refused("float_missing")
            self._app.shifts.open_shift(parse_amount(typed, digits))
        except Refused as no:
            self.say_no(no)
        else:
            self.opened.emit()

    def say_no(self, no: Refused) -> None:
        """In words, or as the question that settles it."""
        if no.code in DOUBTS:
            self.date_asked.emit(no)
            return
        self._place.sounds.play("refused")
        self.refused.emit(refusal(no, self._place.languages.language))
