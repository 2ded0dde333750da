"""The two sides of the receipts page: what there is, and the paper with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.kit import paint
from ui.kit.buttons import Button, Chip
from ui.kit.fields import Field
from ui.kit.result_list import ResultList
from ui.kit.status import Banner, Notice
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE
from ui.receipts.paper_view import PaperView

LEAST = 10
"""Of a receipt's number, in token pixels."""


class ListPanel(QFrame):
    """Receipts of the day or the printer's queue, one of them in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.day_chip, self.queue_chip = Chip(theme, icon="receipt-text"), Chip(theme, icon="printer")
        self.refunds = Button(theme, icon="undo-2")
        self._chips = QButtonGroup(self)
        self.field = Field(theme, icon="search", size="search", input_method=False, clears=True)
        self.sales, self.jobs = ResultList(theme), ResultList(theme)
        self.empty = QLabel()
        self.empty.setProperty("tone", "ink3")
        self.empty.setWordWrap(True)
        self.notice = Notice(theme)
        chips, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(chips, (0, 0, 0, 0), 8)
        theme.space(column, (20, 14, 20, 16), 10)
        for chip in (self.day_chip, self.queue_chip):
            self._chips.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        below = QHBoxLayout()
        theme.space(below, (0, 0, 0, 0), 8)
        below.addWidget(self.field, 1)
        below.addWidget(self.refunds, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(chips)
        column.addLayout(below)
        column.addWidget(self.empty)
        for listing in (self.sales, self.jobs):
            column.addWidget(listing, 1)
        column.addStretch(0)
        column.addWidget(self.notice)
        self.day_chip.setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Little width: words before pictures."""
        self.day_chip.set_icon("" if narrow else "receipt-text")
        self.queue_chip.set_icon("" if narrow else "printer")

    @property
    def on_queue(self) -> bool:
        """Whether the printer's queue is in sight."""
        return self.queue_chip.isChecked()

    def arrange(self, nothing: str) -> None:
        """Show the list that was chosen, or the sentence when it has nothing in it."""
        listing, other = (self.jobs, self.sales) if self.on_queue else (self.sales, self.jobs)
        other.hide()
        listing.setVisible(bool(listing.results))
        self.empty.setVisible(not listing.results)
        self.empty.setText(nothing)
        self.field.setVisible(not self.on_queue)

    def take_keys(self) -> None:
        """The list or the field above it takes the keyboard."""
        (self.jobs if self.on_queue else self.field).setFocus()


class Title(QLabel):
    """A receipt's number, which is never cut off: it shrinks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("type", "panel")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), super().minimumSizeHint().height())

    def fitting_font(self) -> QFont:
        """In which all of it has room."""
        return paint.shrunk(self._theme.font("panel"), self.text(), self.width(), self._theme.px(LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.fitting_font())
        paint.text(painter, self.rect(), paint.LEFT, self.text(), PALETTE.ink)
        painter.end()


class PaperPanel(QFrame):
    """The paper and the keys under it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "card")
        self.title = Title(theme)
        self.printer = Banner(theme)
        self.view = PaperView(theme)
        self.copy, self.drawer = Button(theme, icon="printer", kind="accent", height=52), Button(theme, height=52)
        self.again, self.drop = Button(theme, icon="refresh-cw", height=52), Button(theme, kind="danger", height=52)
        self.fix = Button(theme, height=52)
        self.back, self.late = Button(theme, icon="undo-2"), Button(theme, icon="gem")
        self._keys = keys = QHBoxLayout()
        column = QVBoxLayout(self)
        theme.space(keys, (0, 0, 0, 0), 8)
        theme.space(column, (20, 14, 20, 16), 10)
        for key in (self.drawer, self.drop, self.again, self.fix, self.copy):
            keys.addWidget(key, 1)
        self._head, ways = QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._narrow = False
        self.gift, self.pdf, self.mail = Button(theme), Button(theme), Button(theme)
        self._ways = (self.late, self.back, self.gift, self.mail, self.pdf)
        for key in self._ways:
            ways.addWidget(key)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(ways)
        theme.space(ways, (0, 0, 0, 0), 8)
        theme.space(self._head, (0, 0, 0, 0), 8)
        column.addLayout(self._head)
        self.invoice, self.mailed = QLabel(), QLabel()
        for label in (self.invoice, self.mailed):
            label.setProperty("type", "second")
            label.setProperty("tone", "ink2")
            label.setWordWrap(True)
            label.hide()
            column.addWidget(label)
        column.addWidget(self.printer)
        column.addWidget(self.view, 1)
        self._column = column
        column.addLayout(keys)

    def arrange_head(self) -> None:
        """The number has a line to itself where it would shrink beside the keys."""
        ways = QBoxLayout.Direction
        keys = sum([key.sizeHint().width() + self._theme.px(8) for key in self._ways if not key.isHidden()])
        number = self._theme.metrics("panel").horizontalAdvance(self.title.text()) + self._theme.px(8)
        crowded = self._narrow or number + keys > self.width() - self._theme.px(10)  # a little smaller still reads
        self._head.setDirection(ways.TopToBottom if crowded else ways.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange_head()

    def set_narrow(self, narrow: bool) -> None:
        """Little width: the keys lose their pictures, so that they still stand side by side under the paper."""
        self._narrow = narrow
        self.arrange_head()
        self.copy.set_icon("" if narrow else "printer")
        if narrow:
            self._column.insertWidget(self._column.count() - 1, self.fix)
        else:
            self._keys.insertWidget(self._keys.count() - 1, self.fix, 1)
        self.again.set_icon("" if narrow else "refresh-cw")
