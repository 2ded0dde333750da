"""Choosing a PIN: typed twice, on the same pad; a refusal begins it anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.kit.keypads import PinPad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.screen import Place
from ui.texts import refusal

Keep = Callable[..., Staff | None]
"""Given what was typed: the present PIN where it was asked for, the new one, and that once more."""


class NewPinSheet(Sheet):
    """`ask(title, keep, then)`: `keep` on the worker, `then` with what it gave."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host, width=420)
        self._from = place
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("type", "strong")
        self._notice = Notice(place.theme)
        self.pad = PinPad(place.theme)
        self.body.addWidget(self._words)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.pad, 1)
        self._typed: list[str] = []
        self._old = False
        self._keep: Keep = lambda *_typed: None
        self._then: Callable[[Staff | None], None] = lambda _person: None
        self.pad.entered.connect(self._entered)

    def ask(self, title: str, keep: Keep, then: Callable[[Staff | None], None], *, old: bool = False) -> None:
        """Open it; `old`: the present PIN is asked for first."""
        self._keep, self._then, self._old, self._typed = keep, then, old, []
        self.set_title(title)
        self._notice.clear()
        self.pad.clear()
        self._say()
        self.open(self.pad)

    def _say(self) -> None:
        words = [
            self.tr("Your present PIN."),
            self.tr("A new PIN: 4 to 8 digits, not all the same and none in a row."),
            self.tr("The same PIN once more."),
        ]
        self._words.setText(words[len(self._typed) + (0 if self._old else 1)])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _entered(self, pin: str) -> None:
        typed = [*self._typed, pin]
        if len(typed) < (3 if self._old else 2):
            self._typed = typed
            self._notice.clear()
            self._say()
            return
        self._typed = []
        self._from.tasks.run(lambda: self._keep(*typed), self._kept, self._said_no)

    def _kept(self, person: Staff | None) -> None:
        self.close_sheet()
        self._then(person)

    def _said_no(self, no: Refused) -> None:
        self._from.sounds.play("refused")
        self.pad.clear(wrong=True)
        self._say()
        self._notice.say("bad", refusal(no, self._from.languages.language), 8)
        self.pad.setFocus()
