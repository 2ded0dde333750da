"""What the register asks about goods before they are paid: their serial number, the customer's age."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme

READ_MS = 300
"""An answer within this time is the end of another act."""


class SerialSheet(Sheet):
    """`entered(text)` when it was typed, `heard(code)` when it was scanned. It stays open with the reason when the
    number is refused."""

    entered = Signal(str)
    heard = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self._said: Callable[[], tuple[str, str, str, str]] | None = None
        super().__init__(theme, host, width=460)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.field = Field(theme, icon="scan-barcode", size="search", clears=True)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        for widget in (self._words, self.field, self.ok):
            self.body.addWidget(widget)
        self.field.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, said: Callable[[], tuple[str, str, str, str]], known: str) -> None:
        """Open, with the number that is known. `said`: title, words, what the field is for and the key, in the language
        of now."""
        self._said = said
        self._say()
        self.field.setText(known)
        self.field.set_wrong("")
        self.open(self.field)
        self.field.selectAll()

    def retranslate(self) -> None:
        """What was typed stays."""
        super().retranslate()
        self._say()

    def _say(self) -> None:
        if self._said is not None:
            title, words, name, ok = self._said()
            self.set_title(title)
            self._words.setText(words)
            self.field.set_name(name)
            self.ok.set_label(ok)

    def take_scan(self, code: str) -> bool:
        """The scanner reads the number as well as any code."""
        self.heard.emit(code)
        return True

    def wrong(self, words: str) -> None:
        """The number was refused; the hands stay where they are."""
        self.field.set_wrong(words)
        self._words.setText(words)
        self.field.setFocus()
        self.field.selectAll()

    def _enter(self) -> None:
        self.entered.emit(self.field.text())


class AgeSheet(Sheet):
    """Old enough, or not; Esc leaves the question open, and payment asks it again. `answered(yes)`."""

    answered = Signal(bool)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        self._said: Callable[[], tuple[str, str, str, str, str]] | None = None
        super().__init__(theme, host, width=520)
        self._stands = QElapsedTimer()
        self.goods, self.born = QLabel(), QLabel()
        self.born.setProperty("type", "panel")
        self.goods.setProperty("tone", "ink2")
        for label in (self.goods, self.born):
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.yes = Button(theme, kind="accent", key="Enter", height=52)
        self.no = Button(theme, kind="danger", key="Del", height=52)
        answers = QHBoxLayout()
        theme.space(answers, (0, 8, 0, 0), 12)
        for key in (self.no, self.yes):
            answers.addWidget(key, 1)
        self.body.addLayout(answers)
        self.yes.clicked.connect(self._answer(True))
        self.no.clicked.connect(self._answer(False))

    def ask(self, said: Callable[[], tuple[str, str, str, str, str]]) -> None:
        """Open for an age. `said`: title, which goods, on which day somebody of that age was born at the latest, yes
        and no, in the language of now."""
        self._said = said
        self._say()
        self._stands.start()
        self.open()

    def retranslate(self) -> None:
        super().retranslate()
        self._say()

    def _say(self) -> None:
        if self._said is not None:
            title, goods, born, yes, no = self._said()
            self.set_title(title)
            self.setAccessibleDescription(f"{goods} {born}")
            self.goods.setText(goods)
            self.born.setText(born)
            self.yes.set_label(yes)
            self.no.set_label(no)

    @property
    def rested(self) -> bool:
        """Whether the question has stood long enough to be answered."""
        return self._stands.hasExpired(READ_MS)

    def _answer(self, yes: bool) -> Callable[[], None]:
        def answer() -> None:
            if self.isVisible() and self.rested:
                self.close_sheet()
                self.answered.emit(yes)

        return answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete):
            super().keyPressEvent(event)
            return
        self._answer(event.key() != Qt.Key.Key_Delete)()
        event.accept()
