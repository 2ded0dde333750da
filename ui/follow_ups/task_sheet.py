"""A new follow-up, or another day and note of one: for whom, what, by when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from posapp.domain.errors import Refused
from posapp.domain.follow_up import TYPES, type_name
from posapp.domain.follow_up_rule import plus
from posapp.domain.member import Member
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.follow_ups import Task
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.member_words import called, row_of
from ui.screen import Place
from ui.texts import refusal

DAYS = (0, 1, 2, 7, 14)
ROW, MOST_ROWS = 52, 3


class TaskSheet(Sheet):
    """`made(NewFollowUp)`; for a follow-up that is there `changed(fields)`."""

    made = Signal(object)
    changed = Signal(dict)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=600)
        self._place = place
        self._found: Sequence[Member] = ()
        self._task: Task | None = None
        theme = place.theme
        self.search = Field(theme, icon="search", size="search", clears=True)
        self.list = ResultList(theme, row_height=ROW)
        self.types, self.days = ChipRow(theme), ChipRow(theme)
        self.due = Field(theme, input_method=False)
        self.note = Field(theme)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self.search, self.list, self.types, self.days, self.due, self.note, self.notice, self.ok):
            self.body.addWidget(widget)
        theme.fit(self.list, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self._connect()

    def _connect(self) -> None:
        self.search.settled.connect(self._typed)
        self.search.steered.connect(self.list.steer)
        self.search.returnPressed.connect(self.note.setFocus)
        self.list.chosen.connect(self.list.set_current)
        self.days.chosen.connect(lambda number: self.due.setText(plus(self._today, DAYS[number])))
        for field in (self.due, self.note):
            field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        for field in (self.search, self.note):
            self.closed.connect(field.clear)

    @property
    def _today(self) -> str:
        return self._place.app.follow_ups.today

    def ask(self, member: Member | None, proposed: Member | None = None) -> None:
        """A new one; of the member, or of whoever is found, the proposed one first."""
        self._task, first = None, member or proposed
        self.set_title(self.tr("New follow-up"))
        self._fill(next(iter(TYPES)), plus(self._today, 0))
        self._show_found((first,) if first is not None else ())
        for widget in (self.search, self.list):
            widget.setVisible(member is None)
        if member is not None:
            self.set_title(self.tr("New follow-up of {0}").format(called(member)))
        self.ok.set_label(self.tr("Make it"))
        self.open(self.search if first is None else self.note)

    def ask_change(self, task: Task) -> None:
        """Other values of this one; a note that stands there stays unless another is typed."""
        self._task = task
        self.set_title(self.tr("Follow-up of {0}").format(called(task.member)))
        for widget in (self.search, self.list):
            widget.hide()
        self._fill(task.follow_up.type, task.follow_up.due)
        self.ok.set_label(self.tr("Change"))
        self.open(self.note)

    def _fill(self, type_: str, due: str) -> None:
        language = self._place.languages.language
        self.types.set_words([type_name(name, language) for name in TYPES], [*TYPES, type_].index(type_))
        words = [self.tr("today"), self.tr("tomorrow"), *(self.tr("in {0} d").format(days) for days in DAYS[2:])]
        days = [plus(self._today, days) for days in DAYS]
        self.days.set_words(words, days.index(due) if due in days else -1)
        self.due.setText(due)
        self.due.set_name(self.tr("Due on, as 2026-11-30"))
        self.search.set_name(self.tr("Who: number, last four digits, name"))
        self.note.set_name(self.tr("What is to be done, or said"))
        self.note.clear()
        self.search.clear()
        self.notice.clear()

    def _typed(self, typed: str) -> None:
        if self.isVisible():
            suggest = self._place.app.members.suggest
            self._place.tasks.run(partial(suggest, typed), self._show_found, self.wrong)

    def _show_found(self, found: Sequence[Member]) -> None:
        self._found = found
        store, language = self._place.app.desk.store, self._place.languages.language
        rows = [row_of(member, store, language) for member in found]
        self.list.set_results(rows, 0 if len(rows) == 1 else -1)

    def wrong(self, no: Refused) -> None:
        """Not so."""
        self._say(refusal(no, self._place.languages.language))

    def _say(self, words: str) -> None:
        self.notice.say("bad", words, 12)
        self.place()

    def _enter(self) -> None:
        type_ = tuple(TYPES)[max(0, self.types.checked)]
        if self._task is not None:
            fields = {"type": type_, "due": self.due.text().strip(), "note": self.note.text().strip()}
            self.changed.emit({name: text for name, text in fields.items() if text})
            return
        row = self.list.current
        if not 0 <= row < len(self._found):
            self._say(self.tr("Choose the member first."))
            self.search.setFocus()
            return
        self.made.emit(NewFollowUp(self._found[row].id, type_, self.due.text().strip(), self.note.text()))
