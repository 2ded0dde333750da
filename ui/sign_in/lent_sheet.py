"""Letting somebody new or lent in: a name, until when, and a PIN that they change at their first sign-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QLabel

from posapp.domain.staff import Staff
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.screen import Place
from ui.sign_in.new_pin import NewPinSheet

DAYS: Final = (1, 3, 7, 31)


class LentSheet(Sheet):
    """`ask(then)`: opens; `then` with the person once they are in."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=460)
        self._from = place
        theme = place.theme
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field, self._days = Field(theme), ChipRow(theme)
        self.go_on = Button(theme, kind="accent", key="Enter", height=52)
        for widget in (self._words, self.field, self._days, self.go_on):
            self.body.addWidget(widget)
        self._pin = NewPinSheet(place)
        self._then: Callable[[Staff | None], None] = lambda _person: None
        self.field.returnPressed.connect(self._typed)
        self.go_on.clicked.connect(self._typed)

    def ask(self, then: Callable[[Staff | None], None]) -> None:
        """Open it."""
        self._then = then
        self.set_title(self.tr("Somebody new or lent"))
        self._words.setText(
            self.tr("They sell as a cashier at this till until the last day, and choose a PIN of their own at first.")
        )
        self.field.set_name(self.tr("Name"))
        self.field.clear()
        self._days.set_words([self.tr("%n day(s)", "", days) for days in DAYS], 0)
        self.go_on.set_label(self.tr("On to the PIN"))
        self.open(self.field)

    def _typed(self) -> None:
        name = self.field.text().strip()
        if not name:
            self.field.set_wrong(self.tr("Type the person's name."))
            return
        days = DAYS[max(0, self._days.checked)]
        person = self._from.app.desk.staff
        if person is not None and person.may("temporary_pin"):
            self._ask_pin(name, days)
        else:
            self._from.second("temporary_pin", name, partial(self._ask_pin, name, days), 0)

    def _ask_pin(self, name: str, days: int, approver: Staff | None = None) -> None:
        people = self._from.app.people
        self._pin.ask(
            self.tr("First PIN for {0}").format(name),
            lambda pin, again: people.let_in(name, pin, again, days, approver),
            self._then,
        )
