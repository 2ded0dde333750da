"""What is written down of a member: notes that are only added, dates and tags that come and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme

ROW, MOST_ROWS = 52, 6


class ListSheet(Sheet):
    """`added(text)` of the field; `taken(key)`: the row in sight shall go. Where nothing may go there is no key."""

    added = Signal(str)
    taken = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, *, icon: str, goes: bool = True) -> None:
        super().__init__(theme, host, width=620)
        self._icon, self._goes = icon, goes
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        self.field = Field(theme, icon=icon, size="search", clears=True)
        self.list = ResultList(theme, row_height=ROW)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", icon="plus", key="Enter", height=52)
        self.off = Button(theme, icon="x", key="Del", height=52)
        foot = QHBoxLayout()
        theme.space(foot, (0, 0, 0, 0), 8)
        for widget in (self.words, self.field, self.list, self.notice):
            self.body.addWidget(widget)
        foot.addWidget(self.off, 1)
        foot.addWidget(self.ok, 2)
        self.body.addLayout(foot)
        self.off.setVisible(goes)
        theme.fit(self.list, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self.field.returnPressed.connect(self._enter)
        self.field.steered.connect(self.list.steer)
        self.list.chosen.connect(lambda row: self.list.set_current(row))
        self.ok.clicked.connect(self._enter)
        self.off.clicked.connect(self.take_away)
        self.closed.connect(self.field.clear)
        # reaches the sheet where the field has nothing to delete
        gone = QShortcut(QKeySequence("Del"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        gone.activated.connect(self.take_away)

    def ask(self, title: str, words: str, name: str, ok: str, off: str) -> None:
        """Open."""
        self.set_title(title)
        self.words.setText(words)
        self.field.clear()
        self.field.set_name(name)
        self.ok.set_label(ok)
        self.off.set_label(off)
        self.notice.clear()
        self.open(self.field)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """(key, words, detail) of what is there."""
        self.list.set_results([Result(key, words, detail, icon=self._icon) for key, words, detail in rows], -1)
        self.off.setEnabled(self._goes and bool(rows))

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def say(self, words: str) -> None:
        """It is there, or gone."""
        self.notice.say("good", words, 5)
        self.field.clear()
        self.field.setFocus()

    def take_away(self) -> None:
        """The row in sight, or the only one."""
        rows = self.list.results
        row = self.list.current if self.list.current >= 0 else 0 if len(rows) == 1 else -1
        if not self._goes:
            return
        if 0 <= row < len(rows):
            self.taken.emit(rows[row].key)
        else:
            self.wrong(self.tr("Choose a row first: by the arrows or by a tap."))

    def _enter(self) -> None:
        self.added.emit(self.field.text())
