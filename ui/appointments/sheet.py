"""A new appointment, or another time for one: who, when, with whom, what for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout

from posapp.usecases.appointments import NewAppointment
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place

ROW, MOST_ROWS = 52, 3


class AppointmentSheet(Sheet):
    """`typed(text)`: who may be meant; `made(NewAppointment)`, or `moved(day, time)` of the one that is moved."""

    typed = Signal(str)
    made = Signal(object)
    moved = Signal(str, str)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=620)
        theme = place.theme
        self._members: list[str] = []
        self._people: list[str] = []
        self._moving = False
        self.who = Field(theme, icon="search", clears=True)
        self.found = ResultList(theme, row_height=ROW)
        self.day, self.clock = Field(theme, input_method=False), Field(theme, input_method=False)
        self.whom, self.what = ChipRow(theme), Field(theme)
        self.notice, self.ok = Notice(theme), Button(theme, kind="accent", height=52, key="Enter")
        times = QHBoxLayout()
        theme.space(times, (0, 0, 0, 0), 12)
        times.addWidget(self.day)
        times.addWidget(self.clock)
        for widget in (self.who, self.found):
            self.body.addWidget(widget)
        self.body.addLayout(times)
        for below in (self.whom, self.what, self.notice, self.ok):
            self.body.addWidget(below)
        theme.fit(self.found, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self.who.settled.connect(self.typed)
        self.who.steered.connect(self.found.steer)
        self.who.returnPressed.connect(self.clock.setFocus)
        self.found.chosen.connect(lambda _row: self.clock.setFocus())
        for field in (self.day, self.clock, self.what):
            field.returnPressed.connect(self._enter)
        self.closed.connect(self.who.clear)
        self.closed.connect(self.what.clear)  # nothing of a person stays behind
        self.ok.clicked.connect(self._enter)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.close_sheet()
        super().changeEvent(event)

    def ask(self, day: str, people: Sequence[tuple[str, str]], mine: str) -> None:
        """For a new one; `people`: (id, name) of who may be asked for."""
        self._moving = False
        self._people = ["", *(id_ for id_, _ in people)]
        self.set_title(self.tr("New appointment"))
        self.who.set_name(self.tr("Member: number, name; or the name of who comes"))
        chosen = self._people.index(mine) if mine in self._people else 0
        self.whom.set_words([self.tr("With anybody"), *(name for _, name in people)], chosen)
        self.what.set_name(self.tr("What for (may be left empty)"))
        self.show_found([], [])
        self._show(day, "", self.who)

    def ask_when(self, called: str, day: str, clock: str) -> None:
        """For another time of one."""
        self._moving = True
        self.set_title(self.tr("Another time for {0}").format(called))
        self._show(day, clock, self.clock)

    def _show(self, day: str, clock: str, focus: Field) -> None:
        for widget in (self.who, self.found, self.whom, self.what):
            widget.setVisible(not self._moving)
        self.who.clear()
        self.what.clear()
        self.notice.clear()
        self.day.set_name(self.tr("Day, 2026-11-30"))
        self.clock.set_name(self.tr("Time, 15:30"))
        self.day.setText(day)
        self.clock.setText(clock)
        self.ok.set_label(self.tr("Keep it"))
        self.open(focus)

    def show_found(self, members: Sequence[str], rows: Sequence[Result]) -> None:
        """Whom the typed text may mean; the only one is taken, nobody means the name itself."""
        self._members = list(members)
        self.found.set_results(rows, 0 if len(rows) == 1 else -1)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _enter(self) -> None:
        if self._moving:
            self.moved.emit(self.day.text(), self.clock.text())
            return
        row = self.found.current
        member = self._members[row] if 0 <= row < len(self._members) else ""
        whom = self._people[max(0, self.whom.checked)]
        new = NewAppointment(self.day.text(), self.clock.text(), member, self.who.text(), self.what.text(), whom)
        self.made.emit(new)
