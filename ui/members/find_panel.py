"""Who fits what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.status import Notice
from ui.kit.theme import Theme


class FindPanel(QFrame):
    """One field and those whom it may mean; below, other ways to somebody."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.field = Field(theme, icon="search", size="search", clears=True)
        self.members = ResultList(theme, row_height=60)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice = Notice(theme)
        self.enrol, self.books = Button(theme, icon="plus"), Button(theme, icon="book")
        column = QVBoxLayout(self)
        theme.space(column, (18, 12, 18, 14), 8)
        column.addWidget(self.field)
        column.addWidget(self.empty, 1)
        column.addWidget(self.members, 1)
        column.addWidget(self.notice)
        column.addWidget(self.books)
        column.addWidget(self.enrol)
