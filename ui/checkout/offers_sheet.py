"""Why the basket costs what it costs: the offers that apply, how much to which line, and those that nearly do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme

ROW = 60
MOST_ROWS = 8


class OffersSheet(Sheet):
    """`chosen(row)` on Enter or a tap; the rows of offers that apply come first."""

    chosen = Signal(int)
    gives_way = True

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=640)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.list = ResultList(theme, row_height=ROW)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.list.chosen.connect(self.chosen)

    def ask(self, title: str, words: str) -> None:
        """Open, with nothing in the list yet."""
        self.set_title(title)
        self.show_rows((), words)
        self.open(self.list)

    def show_rows(self, rows: Sequence[Result], words: str, current: int = -1) -> None:
        """What was found; `current`: the first that can be chosen."""
        self.words.setText(words)
        self.list.set_results(rows, current)
        self.list.setVisible(bool(rows))
        height = min(len(rows), MOST_ROWS) * ROW
        self.theme.fit(self.list, lambda w: w.setFixedHeight(self.theme.px(height)))
        self.place()
        if rows and self.isVisible():
            self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.list.steer(event):
            super().keyPressEvent(event)
