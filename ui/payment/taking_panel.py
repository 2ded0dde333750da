"""The hands' side of payment: amount, likely amounts, keypad, and for a card the slip's reference."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from ui.kit.buttons import Button, Chip, PrimaryButton
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.status import Notice
from ui.kit.theme import Theme

LIKELY = 5


class TakingPanel(QFrame):
    """`cash(text)`, `part(text)`, `card(text, reference)`; the field holds what is due, the first key replaces it."""

    cash = Signal(str)
    part = Signal(str)
    card = Signal(str, str)
    way_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "panel")
        self.by_cash, self.by_card = Chip(theme, icon="banknote"), Chip(theme, icon="credit-card")
        self.field = Field(theme, size="amount", numbers=True, input_method=False)
        self.reference = Field(theme, size="search", input_method=False)
        self.likely = [Button(theme) for _ in range(LIKELY)]
        self.keypad = Keypad(theme)
        self.notice = Notice(theme)
        self.part_key = Button(theme)
        self.take = PrimaryButton(theme, key="Enter")
        self._ways = QButtonGroup(self)
        self._lay_out()
        self._connect()
        self.choose("cash")

    def _lay_out(self) -> None:
        ways, column, likely, last = QHBoxLayout(), QVBoxLayout(self), QGridLayout(), QHBoxLayout()
        for chip in (self.by_cash, self.by_card):
            self._ways.addButton(chip)
            ways.addWidget(chip)
        ways.addStretch(1)
        for place, key in enumerate(self.likely):
            likely.addWidget(key, 0, place)
            likely.setColumnStretch(place, 1)
        last.addWidget(self.part_key)
        last.addWidget(self.take, 1)
        self._theme.space(column, (24, 18, 24, 18), 12)
        for layout in (ways, likely, last):
            self._theme.space(layout, (0, 0, 0, 0), 8)
        column.addLayout(ways)
        column.addWidget(self.field)
        column.addWidget(self.reference)
        column.addLayout(likely)
        column.addWidget(self.notice)
        column.addWidget(self.keypad, 1)
        column.addLayout(last)

    def _connect(self) -> None:
        self.keypad.types_into(self.field)
        self.by_cash.clicked.connect(lambda: self.choose("cash"))
        self.by_card.clicked.connect(lambda: self.choose("card"))
        self.field.returnPressed.connect(self._enter)
        self.reference.returnPressed.connect(self._enter)
        self.take.clicked.connect(self._enter)
        self.part_key.clicked.connect(lambda: self.part.emit(self.field.text()))
        for key in self.likely:
            key.clicked.connect(self._likely_chosen)

    @property
    def way(self) -> str:
        """ "cash" or "card"."""
        return "card" if self.by_card.isChecked() else "cash"

    def choose(self, way: str) -> None:
        """Pay this way; the hands go to the amount."""
        (self.by_card if way == "card" else self.by_cash).setChecked(True)
        self.reference.setVisible(way == "card")
        self.part_key.setVisible(way == "cash")
        for key in self.likely:
            key.setVisible(way == "cash" and bool(key.label))
        self.way_changed.emit(way)
        self.take_keys()

    def offer(self, amount: str, likely: tuple[str, ...]) -> None:
        """What is due this way, to be taken with one key or typed over."""
        self.field.setText(amount)
        for place, key in enumerate(self.likely):
            key.set_label(likely[place] if place < len(likely) else "")
            key.setVisible(self.way == "cash" and place < len(likely))
        self.take_keys()

    def take_keys(self) -> None:
        """The amount takes the keyboard, ready to be replaced."""
        self.field.setFocus()
        self.field.selectAll()

    def _likely_chosen(self) -> None:
        key = self.sender()
        if isinstance(key, Button):
            self.cash.emit(key.label)

    def _enter(self) -> None:
        if self.way == "cash":
            self.cash.emit(self.field.text())
        elif not self.reference.text().strip() and not self.reference.hasFocus():
            self.reference.setFocus()
        else:
            self.card.emit(self.field.text(), self.reference.text())
