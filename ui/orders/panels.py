"""The two sides of the page of orders: what there is, and one order with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from ui.chip_row import ChipRow
from ui.kit.action_keys import ActionKeys
from ui.kit.buttons import PrimaryButton
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme


class ListPanel(QFrame):
    """Orders to be done, or found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.views = ChipRow(theme)
        self.field = Field(theme, icon="search", size="search", clears=True)
        self.orders = ResultList(theme, row_height=60)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice = Notice(theme)
        column = QVBoxLayout(self)
        theme.space(column, (18, 12, 18, 14), 8)
        column.addWidget(self.field)
        column.addWidget(self.views)
        column.addWidget(self.empty, 1)
        column.addWidget(self.orders, 1)
        column.addWidget(self.notice)


class OrderPanel(QFrame):
    """One order: whose, its goods or what was done, and the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._theme = theme
        self.title, self.about = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.about.setProperty("tone", "ink2")
        self.about.setWordWrap(True)
        self.state = StatusPill(theme)
        self.sides = ChipRow(theme)
        self.lines, self.steps = ResultList(theme, row_height=56), ResultList(theme, row_height=52)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.lines)
        self.stack.addWidget(self.steps)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setProperty("type", "strong")
        self.main = PrimaryButton(theme, key="F12")
        self.keys = ActionKeys(theme)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (18, 12, 18, 14), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.sides)
        column.addWidget(self.stack, 1)
        column.addWidget(self.hint)
        column.addLayout(self.keys)
        column.addWidget(self.main)
