"""A member asks for their data: what they want, who asks and how that was seen, each by a tap or an arrow. Nothing is
typed, so nothing personal comes into the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.order_words import word
from posapp.domain.privacy import ASKERS, ERASE, IDENTITIES, WISHES
from ui.chip_row import ChipRow
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme

_ROWS: Final[tuple[Mapping[str, tuple[str, str]], ...]] = (WISHES, ASKERS, IDENTITIES)


class PrivacySheet(Sheet):
    """`said(wish, who asks, how that was seen)`: names of `domain.privacy`."""

    said = Signal(str, str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=640)
        self.words = QLabel()
        self.captions = tuple(QLabel() for _ in _ROWS)
        self.rows = tuple(ChipRow(theme) for _ in _ROWS)
        self.notice = Notice(theme)
        self.ok = Button(theme, kind="accent", height=52, key="Enter")
        for caption, row in zip(self.captions, self.rows, strict=True):
            caption.setProperty("type", "strong")
            self.body.addWidget(caption)
            self.body.addWidget(row)
        self.words.setWordWrap(True)
        self.words.setProperty("tone", "ink2")
        for widget in (self.words, self.notice, self.ok):
            self.body.addWidget(widget)
        self.rows[0].chosen.connect(lambda _number: self._say_what_follows())
        self.ok.clicked.connect(self._enter)

    def ask(self, called: str, language: str, asked: bool) -> None:
        """Open; `asked`: the erasure was asked for already."""
        self.set_title(self.tr("{0}: their own data").format(called))
        captions = (self.tr("What they ask for"), self.tr("Who asks"), self.tr("How you saw who that is"))
        for caption, row, text, words in zip(self.captions, self.rows, captions, _ROWS, strict=True):
            caption.setText(text)
            row.set_words([word(words, name, language) for name in words], -1)
        self.rows[1].choose(0)
        self.notice.clear()
        if asked:
            self.notice.say("warn", self.tr("The erasure is asked for already: the next exchange carries it out."), 60)
        self.ok.set_label(self.tr("Ask head office"))
        self._say_what_follows()
        self.open(self.ok)

    def wrong(self, words: str) -> None:
        """Not so."""
        self.notice.say("bad", words, 12)
        self.place()

    def _say_what_follows(self) -> None:
        chosen = self.rows[0].checked
        wish = list(WISHES)[chosen] if chosen >= 0 else ""
        erases = self.tr(
            "Name, numbers, notes, wishes and messages go at head office and at every till. Receipts and amounts stay "
            "under a number that names nobody. Points are lost; money and open orders come first."
        )
        copies = self.tr("Head office makes a file and a page of all that is held, and hands them over.")
        self.words.setText(erases if wish == ERASE else copies if wish else self.tr("Choose what is asked for."))
        self.place()

    def _enter(self) -> None:
        names = [
            list(words)[row.checked] if row.checked >= 0 else "" for words, row in zip(_ROWS, self.rows, strict=True)
        ]
        self.said.emit(*names)
