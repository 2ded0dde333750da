"""The two sides of the page of follow-ups: the lists, and one of them with the ways of contact."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from posapp.domain.consent import CHANNELS
from ui.chip_row import ChipRow
from ui.follow_ups.words import CHANNEL_ICONS
from ui.kit.action_keys import ActionKeys
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.fact import Fact
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme

FACTS = ("type", "due", "whose", "by", "about", "note")


class ListPanel(QFrame):
    """Which list, whose, and what is in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.whens, self.books = ChipRow(theme), ChipRow(theme)
        self.list = ResultList(theme, row_height=60)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice = Notice(theme)
        self.new = Button(theme, icon="plus")
        column = QVBoxLayout(self)
        theme.space(column, (18, 12, 18, 14), 8)
        for widget in (self.whens, self.books):
            column.addWidget(widget)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.notice)
        column.addWidget(self.new)


class TaskPanel(QFrame):
    """Whom it is about, what is to be done, the ways that are open or why not, who contacted them lately, the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.clash, self.ways_title, self.lately = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.ways_title.setProperty("type", "strong")
        self.clash.setProperty("tone", "bad")
        self.lately.setProperty("tone", "ink2")
        for label in (self.clash, self.lately):
            label.setWordWrap(True)
        self.state = StatusPill(theme)
        self.facts = {name: Fact(theme, self) for name in FACTS}
        self.ways = {channel: Button(theme, icon=CHANNEL_ICONS[channel], height=48) for channel in CHANNELS}
        self.reasons = {channel: QLabel() for channel in CHANNELS}
        self.keys, self.main = ActionKeys(theme), PrimaryButton(theme, key="F12")
        self._facts, self._ways = QGridLayout(), QGridLayout()
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        theme.space(self._facts, (0, 0, 0, 0), 8)
        theme.space(self._ways, (0, 0, 0, 0), 8)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (18, 12, 18, 14), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        for number, channel in enumerate(CHANNELS):
            self.reasons[channel].setWordWrap(True)
            self.reasons[channel].setProperty("tone", "ink3")
            for widget in (self.ways[channel], self.reasons[channel]):
                self._ways.addWidget(widget, number // 2, number % 2)
        for column_ in (0, 1):
            self._ways.setColumnStretch(column_, 1)
        column.addLayout(head)
        column.addWidget(self.clash)
        column.addLayout(self._facts)
        column.addWidget(self.ways_title)
        column.addLayout(self._ways)
        column.addWidget(self.lately)
        column.addStretch(1)
        column.addLayout(self.keys)
        column.addWidget(self.main)

    def lay_facts(self, columns: int) -> None:
        """In so many columns, those that say something."""
        for fact in self.facts.values():
            self._facts.removeWidget(fact)
        there = [fact for fact in self.facts.values() if not fact.isHidden()]
        for number, fact in enumerate(there):
            self._facts.addWidget(fact, number // columns, number % columns)
