"""Into whose book: its people with how many clients each has, what goes along, why. One question, one Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.usecases.books import Handing
from ui.kit.buttons import Button
from ui.kit.fields import Field
from ui.kit.result_list import Result, ResultList
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme

ROW, MOST_ROWS = 52, 5


class HandSheet(Sheet):
    """`planned(to)` when a person is chosen: `preview` tells the sheet what that would do; `said(why)`: do it."""

    planned = Signal(str)
    said = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=600)
        self._to: list[str] = []
        self.handing: Handing | None = None
        self.list, self.words = ResultList(theme, row_height=ROW), QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("type", "strong")
        self.why, self.notice = Field(theme), Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for widget in (self.list, self.words, self.why, self.notice, self.ok):
            self.body.addWidget(widget)
        theme.fit(self.list, lambda x: x.setFixedHeight(theme.px(MOST_ROWS * ROW)))
        self.list.current_changed.connect(self._chosen)
        self.list.chosen.connect(lambda _row: self.why.setFocus())
        self.why.steered.connect(self.list.steer)
        self.why.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "ok"):
            self.ok.set_label(self.tr("Hand over"))
            self.why.set_name(self.tr("Why (may be left empty)"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.close_sheet()
        super().changeEvent(event)

    def ask(self, title: str, people: Sequence[tuple[str, str, str]]) -> None:
        """Open; `people`: (id, name, what their book has), the shop's own with the id ""."""
        self.set_title(title)
        self.handing = None
        self._to = [id_ for id_, _, _ in people]
        self.notice.clear()
        self.why.clear()
        self.words.setText(self.tr("Choose into whose book."))
        icons = ["user-round" if id_ else "house" for id_ in self._to]
        rows = zip(people, icons, strict=True)
        self.list.set_results([Result(id_, name, has, icon=icon, tint=2) for (id_, name, has), icon in rows], -1)
        self.ok.setEnabled(False)
        self.open(self.list)

    def _chosen(self, row: int) -> None:
        self.handing = None
        self.ok.setEnabled(False)
        if 0 <= row < len(self._to):
            self.planned.emit(self._to[row])

    @property
    def asked(self) -> str | None:
        """Whose book is chosen just now; None where none is, or nobody looks any more."""
        row = self.list.current
        return self._to[row] if self.isVisible() and 0 <= row < len(self._to) else None

    def preview(self, handing: Handing, words: str) -> None:
        """What the chosen book would mean; an answer about another is not heard any more."""
        if self.asked != handing.to:
            return
        self.handing = handing if handing.members else None
        self.ok.setEnabled(self.handing is not None)
        self.words.setText(words)
        self.place()

    def wrong(self, words: str) -> None:
        """Not so."""
        self.ok.setEnabled(self.handing is not None)
        self.notice.say("bad", words, 12)
        self.place()

    def going(self, words: str) -> None:
        """It is being done."""
        self.ok.setEnabled(False)
        self.words.setText(words)

    def _enter(self) -> None:
        if self.handing is not None and self.ok.isEnabled():
            self.said.emit(self.why.text().strip())
