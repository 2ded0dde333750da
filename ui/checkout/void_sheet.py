"""Emptying the basket: never without a reason. The usual ones are a list, another one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme

ROW = 44


class VoidSheet(Sheet):
    """`entered(reason)`: by Enter the words that were typed, else the chosen reason; by a tap that one."""

    entered = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=460)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.list, self.field = ResultList(theme, row_height=ROW), Field(theme)
        self.yes = Button(theme, kind="danger", key="Enter", height=52)
        self.no = Button(theme, key="Esc", height=52)
        answers = QHBoxLayout()
        theme.space(answers, (0, 8, 0, 0), 12)
        answers.addWidget(self.no, 1)
        answers.addWidget(self.yes, 1)
        for widget in (self._words, self.list, self.field):
            self.body.addWidget(widget)
        self.body.addLayout(answers)
        self.list.chosen.connect(self._chosen)
        self.field.returnPressed.connect(self._enter)
        self.field.steered.connect(self._steer)
        self.yes.clicked.connect(self._enter)
        self.no.clicked.connect(self.close_sheet)

    def ask(self, title: str, words: str, reasons: Sequence[str], other: str, *, yes: str, no: str) -> None:
        """Open; the first reason is under the Enter key."""
        self.set_title(title)
        self.setAccessibleDescription(words)
        self._words.setText(words)
        self.list.set_results([Result(reason, reason, icon="trash-2") for reason in reasons])
        self.theme.fit(self.list, lambda w: w.setMinimumHeight(self.theme.px(ROW * len(reasons))))
        self.field.set_name(other)
        self.field.clear()
        self.yes.set_label(yes)
        self.no.set_label(no)
        self.open(self.field)

    def _chosen(self, row: int) -> None:
        self._say(self.list.results[row].key)

    def _enter(self) -> None:
        own = self.field.text().strip()
        self._say(own or self.list.results[max(0, self.list.current)].key)

    def _say(self, reason: str) -> None:
        if self.isVisible():
            self.close_sheet()
            self.entered.emit(reason)

    def _steer(self, event: QKeyEvent) -> None:
        self.list.steer(event)
