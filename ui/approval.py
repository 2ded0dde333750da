"""A second person proves by PIN that something may happen: emptying a basket, a date that looks wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff, act_name
from ui.chip_row import ChipRow
from ui.kit.keypads import PinPad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.texts import refusal

if TYPE_CHECKING:
    from ui.screen import Place

LOW = 520


class ApprovalSheet(Sheet):
    """Choose who approves, type the PIN; `entered(staff id, PIN)`. Stays open until it is closed or the PIN is good."""

    entered = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=420)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self._hint = QLabel()
        self._hint.setProperty("type", "second")
        self._hint.setWordWrap(True)
        self._people: tuple[str, ...] = ()
        self.names: list[str] = []
        """Who may approve, as they stand there."""
        self._chips = ChipRow(theme)
        self._notice = Notice(theme)
        self.pad = PinPad(theme)
        self.body.addWidget(self._words)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.pad, 1)
        self._chips.chosen.connect(self._take_keys)
        self.pad.entered.connect(self._entered)
        self.retranslate_hint()

    def retranslate_hint(self) -> None:
        """The line above the names."""
        self._hint.setText(self.tr("Who approves? Choose the name, then type the PIN."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate_hint()
        super().changeEvent(event)

    def set_words(self, title: str, words: str) -> None:
        """What is to be approved."""
        self.set_title(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def ask(self, people: Sequence[tuple[str, str]]) -> None:
        """Open for one of these (id, name)."""
        self._people = tuple(id_ for id_, _name in people)
        self.names = [name for _id, name in people]
        self._chips.set_words(self.names, 0)
        self._notice.clear()
        self.pad.clear()
        self.open(self.pad)

    def wrong(self, words: str) -> None:
        """The PIN was refused; the hands stay where they are."""
        self.pad.clear(wrong=True)
        self._notice.say("bad", words, 8)
        self.pad.setFocus()

    def _take_keys(self) -> None:
        self.pad.setFocus()

    def _entered(self, pin: str) -> None:
        if 0 <= self._chips.checked < len(self._people):
            self.entered.emit(self._people[self._chips.checked], pin)

    def place(self) -> None:
        """Where height is short the words give way to the keys."""
        self._hint.setVisible(self._host.height() > self.theme.px(LOW))
        super().place()


class Approval(ApprovalSheet):
    """The whole way of one act: who, PIN, proof on the worker, then `then(person)`; a refusal stays in the sheet."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host)
        self._from = place
        self._act = ""
        self._then: Callable[[Staff], None] = lambda _person: None
        self.entered.connect(self._prove)

    def ask_for(
        self,
        act: str,
        words: str,
        then: Callable[[Staff], None],
        fits: Callable[[Staff], bool] = lambda _person: True,
    ) -> None:
        """Ask everyone else who may, and whom it `fits`; the act names the sheet."""
        self._act, self._then = act, then
        self.set_words(act_name(act, self._from.languages.language).capitalize(), words)
        people = self._from.approvers(act, fits)
        self.ask(people)
        if not people:
            self._said_no(Refused("nobody_may", act=act))

    def _prove(self, staff: str, pin: str) -> None:
        app, act = self._from.app, self._act
        self._from.tasks.run(lambda: app.sign_in.approve(act, staff, pin), self._proved, self._said_no)

    def _proved(self, person: Staff) -> None:
        self.close_sheet()
        self._then(person)

    def _said_no(self, no: Refused) -> None:
        self._from.sounds.play("refused")
        self.wrong(refusal(no, self._from.languages.language))
