"""The left side of the line's page: how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.kit.amounts import TotalRow
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme
from ui.line.model import COPIES


def title_label() -> QLabel:
    label = QLabel()
    label.setProperty("type", "panel")
    return label


class StandPanel(QFrame):
    """State in plain words, what has stopped, the keys that change it; below them times, counts and copies."""

    ROWS = ("since", "last", "unsent", "oldest", "till", "hub", "program")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.copies_title = title_label(), title_label()
        self.state, self.words = StatusPill(theme), QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("type", "name")
        self.rows = {name: TotalRow(theme) for name in (*self.ROWS, *COPIES)}
        self.doubts, self.notice = QLabel(), Notice(theme)
        self.doubts.setWordWrap(True)
        self.doubts.setProperty("type", "name")
        self.doubts.setProperty("tone", "bad")
        self.doubts.hide()
        self.code = Field(theme, input_method=False)
        self.let_in = Button(theme, icon="log-in", kind="accent", height=52)
        self.now = Button(theme, icon="refresh-cw", kind="accent", height=52)
        self.switch = Button(theme, icon="wifi-off", height=52)
        self.diagnose = Button(theme, icon="archive", kind="quiet", height=52)
        column, head = QVBoxLayout(self), QHBoxLayout()
        self._keys = keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        theme.space(column, (24, 14, 24, 14), 4)
        theme.space(head, (0, 0, 0, 0), 12)
        theme.space(keys, (0, 0, 0, 0), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.state)
        column.addLayout(head)
        column.addWidget(self.words)
        for widget in (self.code, self.let_in):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(self.doubts)
        for key in (self.switch, self.now):
            keys.addWidget(key, 1)
        column.addLayout(keys)
        column.addWidget(self.diagnose)
        column.addWidget(self.notice)
        for name in self.ROWS:
            column.addWidget(self.rows[name])
        column.addSpacing(4)
        column.addWidget(self.copies_title)
        for name in COPIES:
            column.addWidget(self.rows[name])
        column.addStretch(1)

    def show_shut_out(self, shut_out: bool) -> None:
        """Only while the hub does not let the till in there is something to type."""
        self.code.setVisible(shut_out)
        self.let_in.setVisible(shut_out)
        self.now.set_kind("plain" if shut_out else "accent")  # one next step stands out

    def set_narrow(self, narrow: bool) -> None:
        """Little width: the keys stand one above the other."""
        ways = QBoxLayout.Direction
        self._keys.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
