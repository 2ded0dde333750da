"""The questions of the register: how many, which of several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class FigureSheet(Sheet):
    """One figure by keyboard or keypad; `entered(text)`. Stays open with the reason when the figure is refused."""

    entered = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=380)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self._wrong = QLabel()
        self._wrong.setProperty("tone", "bad")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.keypad = Keypad(theme)
        self.keypad.types_into(self.field)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        for widget in (self._words, self.field, self._wrong):
            self.body.addWidget(widget)
        self.body.addWidget(self.keypad, 1)
        self.body.addWidget(self.ok)
        self.field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, title: str, words: str, name: str, figure: str, ok: str, *, point: bool = True) -> None:
        """Open with a figure that the first key replaces."""
        self.set_title(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._wrong.hide()
        self.keypad.set_point(point)
        self.field.set_name(name)
        self.field.setText(figure)
        self.ok.set_label(ok)
        self.open(self.field)
        self.field.selectAll()

    def wrong(self, words: str) -> None:
        """The figure was refused; the hands stay where they are."""
        self.field.set_wrong(words)
        self._wrong.setText(words)
        self._wrong.show()
        self.field.setFocus()
        self.field.selectAll()

    def _enter(self) -> None:
        self.entered.emit(self.field.text())


class ChoiceSheet(Sheet):
    """Several products, one of which is meant: a digit key, a tap, or arrows and Enter."""

    picked = Signal(int)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=560)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.list = ResultList(theme, row_height=60)
        self.body.addWidget(self._words)
        self.body.addWidget(self.list, 1)
        self.list.chosen.connect(self._pick)

    def ask(self, title: str, words: str, results: Sequence[Result], current: int = 0) -> None:
        """Open; the current one is under the Enter key."""
        self.set_title(title)
        self._words.setText(words)
        self.list.set_results(results, current)
        height = min(len(results), 8) * 60
        self.theme.fit(self.list, lambda w: w.setMinimumHeight(self.theme.px(height)))
        self.open(self.list)

    def digit(self, key: str) -> None:
        """A lone digit key."""
        number = "123456789".find(key)
        if 0 <= number < len(self.list.results):
            self._pick(number)

    def _pick(self, row: int) -> None:
        self.close_sheet()
        self.picked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.list.steer(event):
            super().keyPressEvent(event)
