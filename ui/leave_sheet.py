"""A tap on one's own name asks what is meant: lock and come back, another person, or what concerns people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme


class LeaveSheet(Sheet):
    """`lock`, `switch`, `change_pin`, `deputy`, `lent` or `training`, or none; the basket stays on the counter."""

    lock = Signal()
    switch = Signal()
    change_pin = Signal()
    deputy = Signal()
    lent = Signal()
    training = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=440)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self.locks = Button(theme, icon="lock", kind="accent", key="Enter", height=52)
        self.switches = Button(theme, icon="user-round", height=52)
        for widget in (self._words, self.locks, self.switches):
            self.body.addWidget(widget)
        more = QGridLayout()
        theme.space(more, (0, 0, 0, 0), 8)
        self.changes_pin, self.names_deputy = Button(theme, height=48), Button(theme, height=48)
        self.lets_in, self.trains = Button(theme, height=48), Button(theme, height=48)
        for number, key in enumerate((self.changes_pin, self.names_deputy, self.lets_in, self.trains)):
            more.addWidget(key, number // 2, number % 2)
        self.body.addLayout(more)
        acts = (
            (self.locks, self.lock),
            (self.switches, self.switch),
            (self.changes_pin, self.change_pin),
            (self.names_deputy, self.deputy),
            (self.lets_in, self.lent),
            (self.trains, self.training),
        )
        for key, told in acts:
            key.clicked.connect(self.close_sheet)
            key.clicked.connect(told)

    def ask(self, name: str) -> None:
        """Open it for the person who is signed in."""
        self.set_title(name)
        self._words.setText(self.tr("The basket stays on the counter."))
        self.locks.set_label(self.tr("Lock, back in a moment"))
        self.switches.set_label(self.tr("Another person signs in"))
        self.changes_pin.set_label(self.tr("Change my PIN"))
        self.names_deputy.set_label(self.tr("Name a deputy"))
        self.lets_in.set_label(self.tr("Somebody new or lent"))
        self.trains.set_label(self.tr("Training"))
        self.open(self.locks)
