"""What came of a follow-up, and whether there is another one after it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.follow_up import OUTCOMES, outcome_name
from posapp.domain.follow_up_rule import plus
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.follow_ups import Task
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.member_words import called
from ui.screen import Place
from ui.texts import refusal

DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
NEXT = (0, 2, 7, 14, 30)
"""Days until the next one; 0: there is none."""


class DoneSheet(Sheet):
    """`said(outcome, note, NewFollowUp or None)`."""

    said = Signal(str, str, object)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=600)
        self._place = place
        self._task: Task | None = None
        theme = place.theme
        self.outcomes, self.next = ChipRow(theme), ChipRow(theme)
        self.note, self.next_words = Field(theme), QLabel()
        self.next_words.setProperty("type", "strong")
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self.outcomes, self.note, self.next_words, self.next, self.notice, self.ok):
            self.body.addWidget(widget)
        self.note.steered.connect(self._steered)
        self.note.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        self.closed.connect(self.note.clear)

    def ask(self, task: Task) -> None:
        """Open for this one."""
        self._task = task
        language = self._place.languages.language
        self.set_title(self.tr("What came of it: {0}").format(called(task.member)))
        chosen = [*OUTCOMES, task.follow_up.outcome or "reached"].index(task.follow_up.outcome or "reached")
        self.outcomes.set_words([outcome_name(name, language) for name in OUTCOMES], chosen)
        self.next_words.setText(self.tr("Next follow-up"))
        self.next.set_words([self.tr("none"), *(self.tr("in {0} d").format(days) for days in NEXT[1:])], 0)
        self.note.set_name(self.tr("Note; the arrow keys choose the outcome"))
        self.note.clear()
        self.notice.clear()
        self.ok.set_label(self.tr("Done"))
        self.open(self.note)

    def wrong(self, no: Refused) -> None:
        """Not so."""
        self.notice.say("bad", refusal(no, self._place.languages.language), 12)
        self.place()

    def _steered(self, event: QKeyEvent) -> None:

        self.outcomes.choose_next(1 if event.key() in DOWN else -1)

    def _enter(self) -> None:
        task, days = self._task, NEXT[max(0, self.next.checked)]
        if task is None:
            return
        due = plus(self._place.app.follow_ups.today, days)
        following = NewFollowUp(task.member.id, task.follow_up.type, due) if days else None
        self.said.emit(tuple(OUTCOMES)[max(0, self.outcomes.checked)], self.note.text(), following)
