"""A tap on one's own name asks what is meant: lock and come back, or let another person sign in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class LeaveSheet(Sheet):
    """`lock` or `switch`, or neither; the basket stays on the counter."""

    lock = Signal()
    switch = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=380)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.locks = Button(theme, icon="lock", kind="accent", key="Enter", height=52)
        self.switches = Button(theme, icon="user-round", height=52)
        for widget in (self._words, self.locks, self.switches):
            self.body.addWidget(widget)
        self.locks.clicked.connect(self.close_sheet)
        self.locks.clicked.connect(self.lock)
        self.switches.clicked.connect(self.close_sheet)
        self.switches.clicked.connect(self.switch)

    def ask(self, name: str) -> None:
        """Open it for the person who is signed in."""
        self.set_title(name)
        self._words.setText(self.tr("The basket stays on the counter."))
        self.locks.set_label(self.tr("Lock, back in a moment"))
        self.switches.set_label(self.tr("Another person signs in"))
        self.open(self.locks)
