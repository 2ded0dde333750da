"""Asks for a few words: a name, or a note for somebody who was not there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class WordsSheet(Sheet):
    """`entered(words)` on Enter or the key. `needed`: without words nothing is entered, and the sheet stays."""

    entered = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, *, needed: bool) -> None:
        super().__init__(theme, host, width=520)
        self._needed = needed
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field = Field(theme)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        for widget in (self._words, self.field, self.ok):
            self.body.addWidget(widget)
        self.field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, title: str, words: str, name: str, ok: str) -> None:
        """Open, empty."""
        self.set_title(title)
        self._words.setText(words)
        self.field.set_name(name)
        self.field.clear()
        self.ok.set_label(ok)
        self.open(self.field)

    def _enter(self) -> None:
        if self._needed and not self.field.text().strip():
            self.field.setFocus()
            return
        self.close_sheet()
        self.entered.emit(self.field.text())
