"""How many of these goods stay here after all? For lines of more than one; all of them unless it is said otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button, IconButton
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme


class LeaveOutSheet(Sheet):
    """`said(pieces)`."""

    said = Signal(int)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=520)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self.fewer, self.more = IconButton(theme, "minus", ""), IconButton(theme, "plus", "")
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="danger", height=52, key="Enter")
        self._most = 1
        row = QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 12)
        for widget in (self.fewer, self.field, self.more):
            row.addWidget(widget, 1 if widget is self.field else 0)
        self.body.addWidget(self._words)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.ok)
        self.fewer.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, title: str, words: str, pieces: int) -> None:
        """Open for a line of so many."""
        self._most = pieces
        self.set_title(title)
        many = self.tr("How many, of {0}?").format(pieces)
        self._words.setText(f"{many} {words}")
        self.field.set_name(many)
        self.fewer.set_label(self.tr("One less"))
        self.more.set_label(self.tr("One more"))
        self.ok.set_label(self.tr("Leave out"))
        self.notice.clear()
        self.field.setText(str(pieces))
        self.open(self.field)
        self.field.selectAll()

    @property
    def pieces(self) -> int:
        """What is typed, 0 where it is no number of the goods."""
        typed = self.field.text()
        return int(typed) if typed.isdecimal() and 1 <= int(typed) <= self._most else 0

    def _step(self, by: int) -> None:
        self.field.setText(str(min(max((self.pieces or 1) + by, 1), self._most)))
        self.field.setFocus()

    def _enter(self) -> None:
        if not self.pieces:
            self.notice.say("bad", self.tr("Type a number from 1 to {0}").format(self._most), 8)
            self.field.setFocus()
            return
        self.close_sheet()
        self.said.emit(self.pieces)
