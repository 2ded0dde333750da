"""Naming a deputy: who, and for how many hours."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel

from posapp.domain.deputy import Deputy
from posapp.domain.errors import Refused
from posapp.domain.staff import MANAGER, Staff
from ui.approval import NEEDS_SECOND
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place
from ui.texts import date_clock_text, refusal

HOURS: Final = (2, 4, 8, 24)


class DeputySheet(Sheet):
    """Opens with `ask`; who is named already can be ended by naming them again for nothing."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=520)
        self._from = place
        theme = place.theme
        self._words, self._now = QLabel(), QLabel()
        for label in (self._words, self._now):
            label.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self._now.setProperty("type", "strong")
        self._who, self._hours = ChipRow(theme), ChipRow(theme)
        self._notice = Notice(theme)
        self.name = Button(theme, kind="accent", key="Enter", height=52)
        self.end = Button(theme, height=48)
        for widget in (self._words, self._who, self._hours, self._now, self._notice, self.name, self.end):
            self.body.addWidget(widget)
        self._people: tuple[Staff, ...] = ()
        self.name.clicked.connect(lambda: self._do(self._hours.checked))
        self.end.clicked.connect(lambda: self._do(-1))

    def ask(self) -> None:
        """Who may be named: everybody but those who need no deputy's rights."""
        app = self._from.app
        staff = app.desk.staff
        others = (p for p in app.till.staff.all() if staff is None or p.id != staff.id)
        self._people = tuple(p for p in others if p.role.id != MANAGER)
        self.set_title(self.tr("Name a deputy"))
        self._words.setText(self.tr("A deputy approves in the manager's place at this till. It is in the journal."))
        self._who.set_words([p.name for p in self._people], 0)
        self._hours.set_words([self.tr("%n hour(s)", "", hours) for hours in HOURS], 1)
        self.name.set_label(self.tr("Name as deputy"))
        self.end.set_label(self.tr("End it now"))
        self._notice.clear()
        self._show_now(app.sign_in.deputies.now())
        self.open(self.name)

    def _show_now(self, deputies: tuple[Deputy, ...]) -> None:
        names = {p.id: p.name for p in self._from.app.till.staff.all()}
        zone = self._from.app.desk.store.timezone
        said = [
            self.tr("{0} until {1}").format(names.get(d.person, d.person), date_clock_text(d.until, zone))
            for d in deputies
        ]
        self._now.setText("\n".join(said))
        self._now.setVisible(bool(said))
        self.end.setVisible(bool(said))

    def _do(self, hours: int, approver: Staff | None = None) -> None:
        if not 0 <= self._who.checked < len(self._people):
            return
        person, deputies = self._people[self._who.checked], self._from.app.sign_in.deputies
        try:
            if hours < 0:
                deputies.end(person.id, approver)
            else:
                deputies.name(person.id, HOURS[hours], approver)
        except Refused as no:
            self._said_no(no, hours, person.name)
            return
        if approver is not None:
            self.open(self.name)
        self._notice.say("good", self.tr("It is in the journal."), 8)
        self._show_now(deputies.now())

    def _said_no(self, no: Refused, hours: int, name: str) -> None:
        if no.code in NEEDS_SECOND:
            self._from.second("name_deputy", name, lambda manager: self._do(hours, manager), 0)
            return
        self._from.sounds.play("refused")
        self._notice.say("bad", refusal(no, self._from.languages.language), 8)
