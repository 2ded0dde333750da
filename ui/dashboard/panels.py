"""The parts of the dashboard: figures in a row, charts or the same as tables, the tills, what waits for somebody."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.kit.bars import PairBars, ShareBars
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.figure_table import FigureTable
from ui.kit.result_list import ResultList
from ui.kit.status import Notice, StatusPill
from ui.kit.theme import Theme

FIGURES = ("net", "before", "receipts", "average", "units", "conversion", "returns", "members")
SMALL_COLUMNS, NARROW_COLUMNS, WIDE_COLUMNS = 2, 4, 8


class Figure(QFrame):
    """One number with its name above and what it is beside below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.name, self.value, self.beside = QLabel(), QLabel(), QLabel()
        self.name.setProperty("type", "second")
        self.name.setProperty("tone", "ink2")
        self.value.setProperty("type", "page")
        self.beside.setProperty("type", "meta")
        self.beside.setProperty("tone", "ink3")
        column = QVBoxLayout(self)
        theme.space(column, (14, 8, 10, 8), 0)
        for label in (self.name, self.value, self.beside):
            column.addWidget(label)

    def say(self, name: str, value: str, beside: str = "", tone: str = "ink3") -> None:
        """Other words; `tone` of what stands beside."""
        self.name.setText(name)
        self.value.setText(value)
        self.beside.setText(beside)
        if self.beside.property("tone") != tone:
            self.beside.setProperty("tone", tone)
            self.beside.style().polish(self.beside)
        self.setAccessibleName(f"{name}: {value}. {beside}")


class Card(QFrame):
    """A heading over something."""

    def __init__(self, theme: Theme, *inside: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = QLabel()
        self.title.setProperty("type", "strong")
        column = QVBoxLayout(self)
        theme.space(column, (16, 10, 16, 12), 6)
        column.addWidget(self.title)
        for widget in inside:
            column.addWidget(widget, 1)


class DashboardPanel(QWidget):
    """All of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title, self.state, self.notice = QLabel(), StatusPill(theme), Notice(theme)
        self.title.setProperty("type", "panel")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.visitors, self.tables, self.again = (
            Field(theme, numbers=True, input_method=False),
            Button(theme),
            Button(theme),
        )
        theme.fit(self.visitors, lambda field: field.setFixedWidth(theme.px(150)))
        self.figures = {name: Figure(theme) for name in FIGURES}
        self.hours, self.categories, self.tenders = PairBars(theme), ShareBars(theme), ShareBars(theme)
        self.hour_table, self.category_table, self.tender_table = (FigureTable(theme) for _ in range(3))
        self.tills, self.waiting = FigureTable(theme), ResultList(theme, row_height=50)
        self.stacks = [self._both(*pair) for pair in self._pairs()]
        self.cards = [Card(theme, widget) for widget in (*self.stacks, self.tills, self.waiting)]
        self._grid, self._columns = QGridLayout(), 0
        theme.space(self._grid, (0, 0, 0, 0), 10)
        self._lay_out(theme)
        self.set_columns(WIDE_COLUMNS)

    def _pairs(self) -> tuple[tuple[QWidget, FigureTable], ...]:
        return (
            (self.hours, self.hour_table),
            (self.categories, self.category_table),
            (self.tenders, self.tender_table),
        )

    @staticmethod
    def _both(chart: QWidget, table: QWidget) -> QStackedWidget:
        stack = QStackedWidget()
        stack.addWidget(chart)
        stack.addWidget(table)
        return stack

    def _lay_out(self, theme: Theme) -> None:
        along = QBoxLayout.Direction.LeftToRight
        column, head, upper, lower = QVBoxLayout(self), QBoxLayout(along), QBoxLayout(along), QBoxLayout(along)
        theme.space(column, (0, 0, 0, 0), 10)
        self._rows = (head, upper, lower)
        for row in self._rows:
            theme.space(row, (0, 0, 0, 0), 10)
        words, keys = QBoxLayout(along), QBoxLayout(along)
        for part in (words, keys):
            theme.space(part, (0, 0, 0, 0), 10)
        words.addWidget(self.title)
        words.addWidget(self.state)
        words.addWidget(self.notice, 1)
        for widget in (self.visitors, self.tables, self.again):
            keys.addWidget(widget)
        head.addLayout(words, 1)
        head.addLayout(keys)
        for card, share in zip(self.cards[:3], (5, 3, 3), strict=True):
            upper.addWidget(card, share)
        for card, share in zip(self.cards[3:], (6, 5), strict=True):
            lower.addWidget(card, share)
        for stack in self.stacks:
            theme.fit(stack, lambda s: s.setMinimumHeight(theme.px(214)))
        for low in (self.tills, self.waiting):
            theme.fit(low, lambda widget: widget.setMinimumHeight(theme.px(150)))
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(upper, 3)
        column.addLayout(lower, 2)

    def set_columns(self, columns: int) -> None:
        """So many figures side by side; with few of them everything else stands one below the other."""
        if columns == self._columns:
            return
        self._columns = columns
        ways = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(ways.TopToBottom if columns == SMALL_COLUMNS else ways.LeftToRight)
        for number, figure in enumerate(self.figures.values()):
            self._grid.addWidget(figure, number // columns, number % columns)
        for n in range(WIDE_COLUMNS):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)

    @property
    def on_tables(self) -> bool:
        """Whether numbers stand where charts were."""
        return self.stacks[0].currentIndex() == 1

    def show_tables(self, tables: bool) -> None:
        """Numbers, or charts."""
        for stack in self.stacks:
            stack.setCurrentIndex(1 if tables else 0)
