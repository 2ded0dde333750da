"""Opening the shift: the float in the drawer, after the date is believable."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posapp.domain.drawer import Pieces
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from ui.screen import Place
from ui.shift.date_question import DOUBTS
from ui.texts import refusal


class ShiftModel(QObject):
    """`date_asked(Refused)`: a manager must look at both times first."""

    opened = Signal()
    differs = Signal(int, int)
    """What the last close left in the drawer, and what is off; the second time it is taken so."""
    refused = Signal(str)
    date_asked = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._app = place.app
        self._told: int | None = None

    def check(self) -> None:
        """Before anything else: is the clock believable?"""
        try:
            self._app.shifts.check_date()
        except Refused as no:
            self.say_no(no)

    def open_shift(self, typed: str, pieces: Pieces = (), reason: str = "") -> None:
        """Start the shift with this float; an empty field is no float, somebody has to count. Where it is not what the
        last close left, that is said first."""
        digits = self._app.desk.store.currency.digits
        try:
            if not typed.strip():
                raise Refused("float_missing")
            amount = parse_amount(typed, digits)
            before = self._app.shifts.left_before()
            if before is not None and amount != before and amount != self._told:
                self._told = amount
                self.differs.emit(before, amount - before)
                return
            self._app.shifts.open_shift(amount, pieces, reason)
        except Refused as no:
            self.say_no(no)
        else:
            self._told = None
            self.opened.emit()

    def say_no(self, no: Refused) -> None:
        """In words, or as the question that settles it."""
        if no.code in DOUBTS:
            self.date_asked.emit(no)
            return
        self._place.sounds.play("refused")
        self.refused.emit(refusal(no, self._place.languages.language))
