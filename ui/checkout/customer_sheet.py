"""Who buys and what they hold out: one field for telephone number, card or coupon, and what the basket has of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import announce
from ui.kit.theme import Theme

ROW = 56
MOST_ROWS = 5


class CustomerSheet(Sheet):
    """`typed(text)` at each keystroke; `entered(text)` of what was typed or scanned; `chosen(row)` of the list below;
    `enrol(text)`: somebody new."""

    typed = Signal(str)
    entered = Signal(str)
    chosen = Signal(int)
    enrol = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=820)
        self.field = Field(theme, icon="user-round", size="search", clears=True)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "ink2")
        self.list = ResultList(theme, row_height=ROW)
        self.keypad = Keypad(theme)
        self.keypad.set_point(False)
        self.keypad.types_into(self.field)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self.new = Button(theme, icon="plus", key="F5")
        left, right, columns = QVBoxLayout(), QVBoxLayout(), QGridLayout()
        for column in (left, right):
            theme.space(column, (0, 0, 0, 0), 8)
        for widget in (self.field, self.note, self.list):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self.new)
        right.addWidget(self.keypad, 1)
        right.addWidget(self.ok)
        theme.space(columns, (0, 0, 0, 0), 18)
        columns.addLayout(left, 0, 0)
        columns.addLayout(right, 0, 1)
        columns.setColumnStretch(0, 5)
        columns.setColumnStretch(1, 3)
        self.body.addLayout(columns, 1)
        self._steered = False
        """Whether a row was gone to by the arrows since the last keystroke."""
        self.field.returnPressed.connect(self._enter)
        self.field.steered.connect(self._steer)
        self.field.textEdited.connect(self._typed)
        self.new.clicked.connect(lambda: self.enrol.emit(self.field.text().strip()))
        self.ok.clicked.connect(self._enter)
        self.list.chosen.connect(self.chosen)

    def ask(self, title: str, name: str, ok: str, new: str) -> None:
        """Open, the field empty."""
        self.new.set_label(new)
        self.set_title(title)
        self.field.set_name(name)
        self.field.clear()
        self.field.set_wrong("")
        self.ok.set_label(ok)
        self.ok.setEnabled(True)
        self._steered = False
        self.open(self.field)

    def show_rows(self, rows: Sequence[Result], words: str, current: int = -1) -> None:
        """What there is to choose from, and what a choice does; with a `current` row Enter takes that one."""
        self.say(words)
        self.list.set_results(rows, current)
        self.list.setVisible(bool(rows))
        height = min(len(rows), MOST_ROWS) * ROW
        self.theme.fit(self.list, lambda w: w.setFixedHeight(self.theme.px(height)))
        self.place()

    def say(self, words: str, *, bad: bool = False) -> None:
        """What there is to know, or what went wrong."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        tone = "bad" if bad else "ink2"
        if self.note.property("tone") != tone:
            self.note.setProperty("tone", tone)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        if words:
            announce(self.note, words, urgent=bad)

    def wrong(self, words: str) -> None:
        """It was refused; the hands stay where they are."""
        self.ok.setEnabled(True)
        self.field.set_wrong(words)
        self.say(words, bad=True)
        self.field.setFocus()
        self.field.selectAll()

    def wait(self, words: str) -> None:
        """Somebody is being asked; until they answer nothing else is."""
        self.ok.setEnabled(False)
        self.say(words)

    def take_scan(self, code: str) -> bool:
        """A card or coupon in front of the scanner is what the field is for."""
        if self.ok.isEnabled():
            self.field.setText(code)
            self._steered = False
            self._enter()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5 and self.ok.isEnabled():
            self.new.click()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._steered = False
        self.field.set_wrong("")
        self.typed.emit(text.strip())

    def _enter(self) -> None:
        """The row that was steered to; else whatever was typed means."""
        if not (self.isVisible() and self.ok.isEnabled()):
            return
        text, row = self.field.text().strip(), self.list.current
        if self.list.isVisible() and row >= 0 and (self._steered or not text):
            self.chosen.emit(row)
        elif text:
            self.entered.emit(text)

    def _steer(self, event: QKeyEvent) -> None:
        if self.list.isVisible() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._steered = True
            self.list.steer(event)
