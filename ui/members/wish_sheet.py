"""What a member would like: searched for or scanned, with whether it is here; one key puts it into the basket."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme

ROW, MOST_ROWS = 56, 6


class WishSheet(Sheet):
    """`typed(text)` of goods that are looked for; `entered(text)` where none was chosen; `added(sku)`, `taken(sku)`,
    `sold(sku)` of the row in sight. While something is typed the rows are goods, else the wishes."""

    typed = Signal(str)
    entered = Signal(str)
    added = Signal(str)
    taken = Signal(str)
    sold = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=680)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.field = Field(theme, icon="scan-barcode", size="search", clears=True)
        self.list = ResultList(theme, row_height=ROW)
        self.notice = Notice(theme)
        self.off = Button(theme, icon="x", key="Del", height=52)
        self.sell = Button(theme, icon="shopping-bag", key="F12", height=52)
        self.ok = Button(theme, kind="accent", icon="plus", key="Enter", height=52)
        foot = QHBoxLayout()
        theme.space(foot, (0, 0, 0, 0), 8)
        for widget in (self.words, self.field, self.list, self.notice):
            self.body.addWidget(widget)
        for button in (self.off, self.sell, self.ok):
            foot.addWidget(button, 1)
        self.body.addLayout(foot)
        theme.fit(self.list, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self.field.textEdited.connect(lambda _text: self.list.set_current(-1))
        self.field.settled.connect(lambda text: self.typed.emit(text.strip()))
        self.field.steered.connect(self.list.steer)
        self.field.returnPressed.connect(self._enter)
        self.list.chosen.connect(self._choose)
        self.ok.clicked.connect(self._enter)
        self.off.clicked.connect(lambda: self._of_row(self.taken.emit))
        self.sell.clicked.connect(lambda: self._of_row(self.sold.emit))
        self.closed.connect(self.field.clear)
        for key, button in (("Del", self.off), ("F12", self.sell)):
            pressed = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            pressed.activated.connect(button.click)

    def ask(self, title: str) -> None:
        """Open."""
        self.set_title(title)
        self.words.setText(self.tr("Scan goods, or type a name, pinyin or number; Enter puts them on the list."))
        self.field.clear()
        self.field.set_name(self.tr("Goods that they would like"))
        self.ok.set_label(self.tr("Put on the list"))
        self.off.set_label(self.tr("Take off the list"))
        self.sell.set_label(self.tr("Into the basket"))
        self.notice.clear()
        self.open(self.field)

    @property
    def looking(self) -> bool:
        """Whether the rows are goods that were looked for."""
        return bool(self.field.text().strip())

    def show_rows(self, rows: Sequence[Result]) -> None:
        """The first of found goods is the current one."""
        self.list.set_results(rows, 0 if self.looking and rows else -1)
        self.off.setEnabled(bool(rows) and not self.looking)
        self.sell.setEnabled(bool(rows))
        self.ok.setEnabled(self.looking)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def say(self, words: str) -> None:
        """It is there, or gone."""
        self.notice.say("good", words, 5)
        self.field.clear()
        self.field.setFocus()

    def take_scan(self, code: str) -> bool:
        """Goods in the hand."""
        self.entered.emit(code)
        return True

    def _choose(self, row: int) -> None:
        self.list.set_current(row)
        if self.looking:
            self._enter()

    def _enter(self) -> None:
        if self.looking and 0 <= self.list.current < len(self.list.results):
            self.added.emit(self.list.results[self.list.current].key)
        else:
            self.entered.emit(self.field.text().strip())

    def _of_row(self, act: Callable[[str], object]) -> None:
        rows = self.list.results
        row = self.list.current if self.list.current >= 0 else 0 if len(rows) == 1 else -1
        if 0 <= row < len(rows):
            act(rows[row].key)
        else:
            self.wrong(self.tr("Choose a row first: by the arrows or by a tap."))
