"""Prices changed while the basket lay there: keep what it cost, or take the new prices?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class PricesSheet(Sheet):
    """Both totals, each a button; Enter takes what costs the customer less, Tab goes to the other. `answered(take)`;
    Esc decides nothing."""

    answered = Signal(bool)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.keep, self.take = (Button(theme, height=52) for _ in range(2))
        self._likely = self.keep
        answers = QHBoxLayout()
        theme.space(answers, (0, 8, 0, 0), 12)
        answers.addWidget(self.keep, 1)
        answers.addWidget(self.take, 1)
        self.body.addWidget(self._words)
        self.body.addLayout(answers)
        self.keep.clicked.connect(lambda: self._answer(False))
        self.take.clicked.connect(lambda: self._answer(True))

    def ask(self, title: str, words: str, keep: str, take: str, *, cheaper: bool) -> None:
        """Open; `cheaper`: the new prices are better for the customer."""
        self.set_title(title)
        self.setAccessibleDescription(words)
        self._words.setText(words)
        self._likely = self.take if cheaper else self.keep
        for button, label in ((self.keep, keep), (self.take, take)):
            button.set_label(label)
            button.set_kind("accent" if button is self._likely else "plain")
            button.set_key("Enter" if button is self._likely else "")
        self.open(self._likely)

    def _answer(self, take: bool) -> None:
        if self.isVisible():
            self.close_sheet()
            self.answered.emit(take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._answer(self._likely is self.take)
            event.accept()
        else:
            super().keyPressEvent(event)
