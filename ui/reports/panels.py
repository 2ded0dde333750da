"""The two sides of the reports page: the table, and what lies behind the chosen row."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout

from ui.chip_row import ChipRow
from ui.kit.buttons import Button, IconButton
from ui.kit.fields import Field
from ui.kit.figure_table import FigureTable
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme
from ui.receipts.paper_view import PaperView

BRIEF = 640
"""Token pixels below which the state is said in one word."""


class TablePanel(QFrame):
    """Which days, which cut, the figures, and whether they add up."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "card")
        self.title, self.state = QLabel(), StatusPill(theme)
        self.title.setProperty("type", "panel")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.days = Field(theme, input_method=False)
        theme.fit(self.days, lambda field: field.setMaximumWidth(theme.px(230)))
        self.earlier, self.later = IconButton(theme, "chevron-left"), IconButton(theme, "chevron-right")
        self.periods, self.cuts = ChipRow(theme), ChipRow(theme)
        self.table, self.empty, self.notice = FigureTable(theme), QLabel(), Notice(theme)
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(head, (0, 0, 0, 0), 8)
        theme.space(column, (20, 14, 20, 16), 8)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        for widget in (self.earlier, self.days, self.later):
            head.addWidget(widget)
        column.addLayout(head)
        for row in (self.periods, self.cuts, self.empty):
            column.addWidget(row)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        column.addWidget(self.notice)
        self._column = column

    def show_rows(self, some: bool) -> None:
        """The table, or why it is empty. The keys stay with what stands there: a hidden table would hand them on to
        whatever key comes next."""
        goes, comes = (self.empty, self.table) if some else (self.table, self.empty)
        held = goes.hasFocus() or goes.isAncestorOf(self.focusWidget() or self)
        comes.show()
        if held:
            comes.setFocus()
        goes.hide()
        self._column.setStretch(self._column.indexOf(self.notice) - 1, 0 if some else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.state.be_brief(self.width() < self._theme.px(BRIEF))


class BehindPanel(QFrame):
    """The receipts behind a figure, one of them as paper, and what can be done with the report."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title, self.hint = QLabel(), QLabel()
        self.title.setProperty("type", "panel")
        self.title.setWordWrap(True)
        self.hint.setProperty("tone", "ink3")
        self.hint.setWordWrap(True)
        self.list, self.paper = ResultList(theme), PaperView(theme)
        self.back = Button(theme, kind="quiet")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.paper)
        self.print, self.pdf, self.csv = Button(theme, icon="printer"), Button(theme), Button(theme)
        self.dashboard, self.audit = Button(theme, icon="chart-column"), Button(theme, icon="search")
        head, keys, ways, column = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (head, keys, ways):
            theme.space(row, (0, 0, 0, 0), 8)
        theme.space(column, (20, 14, 20, 16), 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.hint)
        column.addWidget(self.stack, 1)
        for key in (self.print, self.pdf, self.csv):
            keys.addWidget(key, 1)
        for key in (self.dashboard, self.audit):
            ways.addWidget(key, 1)
        column.addLayout(keys)
        column.addLayout(ways)

    @property
    def on_paper(self) -> bool:
        """Whether a receipt is in sight."""
        return self.stack.currentWidget() is self.paper

    def show_list(self) -> None:
        """Back from a receipt."""
        self.stack.setCurrentWidget(self.list)
        self.back.hide()

    def show_paper(self) -> None:
        """One receipt."""
        self.stack.setCurrentWidget(self.paper)
        self.back.show()

    def set_narrow(self, narrow: bool) -> None:
        """Little width: words before pictures."""
        for key, icon in ((self.print, "printer"), (self.dashboard, "chart-column"), (self.audit, "search")):
            key.set_icon("" if narrow else icon)
