"""The two sides of the line's page: how it stands, and what the hub refused."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme


def _title() -> QLabel:
    label = QLabel()
    label.setProperty("type", "panel")
    return label


class StandPanel(QFrame):
    """State in plain words, times, counts, and the keys that change it."""

    ROWS = ("since", "last", "unsent", "oldest", "till", "hub")
    COPIES = ("goods", "staff", "settings")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.copies_title = _title(), _title()
        self.state, self.words = StatusPill(theme), QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("type", "name")
        self.rows = {name: TotalRow(theme) for name in (*self.ROWS, *self.COPIES)}
        self.notice = Notice(theme)
        self.now = Button(theme, icon="refresh-cw", kind="accent", height=52)
        self.switch = Button(theme, icon="wifi-off", height=52)
        column, head = QVBoxLayout(self), QHBoxLayout()
        self._keys = keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(column, (24, 18, 24, 18), 6)
        theme.space(head, (0, 0, 0, 0), 12)
        theme.space(keys, (0, 0, 0, 0), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        column.addLayout(head)
        column.addWidget(self.words)
        for name in self.ROWS:
            column.addWidget(self.rows[name])
        column.addSpacing(12)
        column.addWidget(self.copies_title)
        for name in self.COPIES:
            column.addWidget(self.rows[name])
        column.addStretch(1)
        column.addWidget(self.notice)
        for key in (self.switch, self.now):
            keys.addWidget(key, 1)
        column.addLayout(keys)

    def set_narrow(self, narrow: bool) -> None:
        """Little width: the keys stand one above the other."""
        ways = QBoxLayout.Direction
        self._keys.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)


class RefusedPanel(QFrame):
    """Entries that the hub did not take, with its reason."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.hint, self.why = _title(), QLabel(), QLabel()
        self.list = ResultList(theme)
        for label in (self.hint, self.why):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.hint.setProperty("tone", "ink2")
        self.why.setProperty("tone", "bad")
        column = QVBoxLayout(self)
        theme.space(column, (24, 18, 24, 18), 10)
        for widget in (self.title, self.hint, self.why):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch(0)
