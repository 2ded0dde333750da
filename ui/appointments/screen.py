"""Who comes today, and on other days: in the order of the clock, coloured by how near or late it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.appointment import STATES, Appointment, Standing, standing
from posapp.domain.errors import Refused
from posapp.domain.member import Member, masked, masked_name
from posapp.domain.order_words import word
from posapp.domain.typed import shown
from posapp.usecases.appointments import NewAppointment
from ui.appointments.sheet import AppointmentSheet
from ui.kit.action_keys import ActionKeys
from ui.kit.buttons import IconButton
from ui.kit.result_list import Result, ResultList
from ui.kit.status import Notice
from ui.kit.tokens import State
from ui.member_words import row_of
from ui.narrow import FittingScreen
from ui.screen import Place
from ui.texts import refusal

COLOURS: Final[dict[Standing, State]] = {
    "ahead": "neutral",
    "soon": "warn",
    "now": "good",
    "late": "bad",
    "over": "neutral",
}
_MINUTE_MS: Final = 60_000


class AppointmentsScreen(FittingScreen):
    """One day at a time; F3 makes a new one, F5 moves it, F6 and F7 say whether they came."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._place, theme = place, place.theme
        self._day = self._in_sight = ""
        self.rows: tuple[Appointment, ...] = ()
        self.title, self.empty = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.empty.setProperty("tone", "ink2")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.list, self.notice, self.keys = ResultList(theme, row_height=60), Notice(theme), ActionKeys(theme)
        self.before, self.after = IconButton(theme, "chevron-left"), IconButton(theme, "chevron-right")
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._lay)
        self._make_actions()
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (24, 10, 18, 16), 10)
        for widget in (self.before, self.title, self.after):
            head.addWidget(widget, 1 if widget is self.title else 0)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addLayout(self.keys)
        self.list.current_changed.connect(self._chosen)
        self.list.chosen.connect(self._open)
        place.bridge.changed.connect(self._changed)
        self.retranslate()

    def _make_actions(self) -> None:
        self.new = self.on_key("F3", self._new)
        self.move_ = self.on_key("F5", self._move)
        self.kept = self.on_key("F6", partial(self._settle, "kept"))
        self.missed = self.on_key("F7", partial(self._settle, "missed"))
        self.off = self.on_key("F8", partial(self._settle, "cancelled"))
        self.back = self.on_key("Esc", lambda: self._place.go("book"))
        self.earlier = self.on_key("Alt+Left", lambda: self._go(-1))
        self.later = self.on_key("Alt+Right", lambda: self._go(1))
        self.before.clicked.connect(self.earlier.trigger)
        self.after.clicked.connect(self.later.trigger)
        icons = ("plus", "refresh-cw", "circle-check", "x", "trash-2")
        for action, icon in zip((self.new, self.move_, self.kept, self.missed, self.off), icons, strict=True):
            self.keys.add(action, icon)

    @cached_property
    def sheet(self) -> AppointmentSheet:
        """Made when it is first asked for."""
        sheet = AppointmentSheet(self._place)
        sheet.typed.connect(self._typed)
        sheet.made.connect(self._made)
        sheet.moved.connect(self._moved)
        return sheet

    def retranslate(self) -> None:
        words = {
            self.new: self.tr("New"),
            self.move_: self.tr("Another time"),
            self.kept: self.tr("Came"),
            self.missed: self.tr("Did not come"),
            self.off: self.tr("Call off"),
            self.back: self.tr("Back to the books"),
            self.earlier: self.tr("The day before"),
            self.later: self.tr("The day after"),
        }
        for action, text in words.items():
            action.setText(text)
        self.before.set_label(self.tr("The day before"))
        self.after.set_label(self.tr("The day after"))
        if self.isVisible():
            self._reload()

    def more_keys(self) -> Sequence[tuple[str, str]]:
        return (("Enter", self.tr("Open client")),)

    def opened(self) -> None:
        self.notice.clear()
        self._day = self._place.app.desk.moment().business_date
        self._clock.start()
        self._reload()
        self.list.setFocus()

    def scanned(self, code: str) -> None:
        self._place.sell(code)

    def fit_in(self, narrow: bool, short: bool) -> None:
        self.keys.arrange(3 if narrow else 5)

    def _changed(self, topic: str) -> None:
        if topic in ("copies", "members") and self.isVisible():
            self._reload()

    def _go(self, days: int) -> None:
        self._day = (date.fromisoformat(self._day) + timedelta(days=days)).isoformat()
        self._reload()

    # -- the day --------------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        day = self._day
        job = partial(self._place.app.appointments.day, day)
        self._place.tasks.run(job, partial(self._show, day), self._refused)

    def _show(self, day: str, rows: tuple[Appointment, ...]) -> None:
        if day == self._day:
            self.rows = rows
            self._lay()

    def _lay(self) -> None:
        if not self.isVisible():
            self._clock.stop()
            return
        one, to_come = self._in_sight, [row.id for row in self.rows if row.state == "planned"]
        ids = [row.id for row in self.rows]
        current = ids.index(one) if one in ids else ids.index(to_come[0]) if to_come else 0
        today = self._place.app.desk.moment().business_date
        day = self.tr("Today, {0}").format(self._day) if self._day == today else self._day
        left = sum(row.state == "planned" for row in self.rows)
        self.title.setText(day + " · " + self.tr("%n to come", "", left))
        self.empty.setText(self.tr("Nobody comes on this day. F3 makes an appointment."))
        self.empty.setVisible(not self.rows)
        self.list.set_results([self._row(row) for row in self.rows], current)
        self._chosen(self.list.current)

    def _row(self, one: Appointment) -> Result:
        app = self._place.app
        name, phone = app.appointments.called(one)
        who = masked_name(shown(name)) or masked(phone) or "—"
        staff = app.till.staff.by_id(one.associate) if one.associate else None
        whom = self.tr("with {0}").format(shown(staff.name)) if staff is not None else ""
        stands = standing(one, app.desk.now())
        detail = " · ".join(part for part in (masked(phone) if phone else "", whom, shown(one.what)) if part)
        return Result(one.id, who, detail, app.appointments.clock(one)[1], self._words(one, stands), COLOURS[stands],
                      icon="user-round", tint=2 if one.member else 5)  # fmt: skip

    def _words(self, one: Appointment, stands: Standing) -> str:
        if stands == "over":
            return word(STATES, one.state, self._place.languages.language)
        said = {"soon": self.tr("soon"), "now": self.tr("now"), "late": self.tr("late: ask where they are")}
        return said.get(stands, "")

    def _chosen(self, row: int) -> None:
        there = 0 <= row < len(self.rows)
        if there:
            self._in_sight = self.rows[row].id
        planned = there and self.rows[row].state == "planned"
        self.move_.setEnabled(there)
        for action in (self.kept, self.missed, self.off):
            action.setEnabled(planned)
        self.keys.arrange(5)

    # -- acts -----------------------------------------------------------------------------------------------------

    def _one(self) -> Appointment | None:
        return self.rows[self.list.current] if 0 <= self.list.current < len(self.rows) else None

    def _open(self, row: int) -> None:
        if self.rows[row].member:
            self._place.app.books.in_sight = self.rows[row].member
            self._place.go("members")

    def _new(self) -> None:
        app = self._place.app
        people = [(person.id, shown(person.name)) for person in app.books.people()]
        self.sheet.ask(self._day, people, app.desk.staff.id if app.desk.staff is not None else "")

    def _typed(self, text: str) -> None:
        job = partial(self._place.app.members.suggest, text)
        self._place.tasks.run(job, self._found, self._wrong)

    def _found(self, members: tuple[Member, ...]) -> None:
        desk, language = self._place.app.desk, self._place.languages.language
        self.sheet.show_found([m.id for m in members], [row_of(m, desk.store, language) for m in members])

    def _made(self, new: NewAppointment) -> None:
        self._do(lambda: self._place.app.appointments.make(new), self.tr("Kept for {0}").format(new.clock))

    def _move(self) -> None:
        one = self._one()
        if one is not None:
            name, phone = self._place.app.appointments.called(one)
            day, clock = self._place.app.appointments.clock(one)
            self.sheet.ask_when(masked_name(shown(name)) or masked(phone), day, clock)

    def _moved(self, day: str, clock: str) -> None:
        one = self._one()
        if one is not None:
            words = self.tr("Moved to {0}, {1}").format(day, clock)
            self._do(lambda: self._place.app.appointments.move(one.id, day, clock), words)

    def _settle(self, state: str) -> None:
        one = self._one()
        if one is not None:
            language = self._place.languages.language
            self._do(lambda: self._place.app.appointments.settle(one.id, state), word(STATES, state, language))

    def _do(self, act: Callable[[], Appointment], words: str) -> None:
        """A small entry of the journal, at once."""
        try:
            act()
        except Refused as no:
            self._wrong(no)
            return
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self._place.sounds.play("good")
        self.notice.say("good", words, 6)
        self._reload()

    def _wrong(self, no: Refused) -> None:
        if self.sheet.isVisible():
            self._place.sounds.play("refused")
            self.sheet.wrong(refusal(no, self._place.languages.language))
        else:
            self._refused(no)

    def _refused(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.notice.say("bad", refusal(no, self._place.languages.language), 8)
