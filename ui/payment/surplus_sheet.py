"""Goods were left out after they were paid: what is too much goes back the way it came, before anything else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme


class SurplusSheet(Sheet):
    """`given(slip)`; the slip is asked for where another machine gives the money back."""

    given = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=520)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.slip = Field(theme, icon="receipt-text", input_method=False)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self._words, self.slip, self.notice, self.ok):
            self.body.addWidget(widget)
        self.slip.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)

    def ask(self, title: str, words: str, *, by_machine: bool) -> None:
        """Open."""
        self.set_title(title)
        self._words.setText(words)
        self.slip.set_name(self.tr("Number on the refund's slip"))
        self.slip.clear()
        self.slip.setVisible(by_machine)
        self.ok.set_label(self.tr("It is given back") if by_machine else self.tr("Give back"))
        self.notice.clear()
        self.open(self.slip if by_machine else self.ok)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 8)
        if self.slip.isVisible():
            self.slip.set_wrong(words)
            self.slip.setFocus()

    def _enter(self) -> None:
        self.given.emit(self.slip.text())
