"""A second person proves that something may happen: by PIN here, or by a code over the telephone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QWidget

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff, act_name
from posapp.domain.telephone import CALLER, spaced
from ui.chip_row import ChipRow
from ui.kit.keypads import PinPad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.texts import money, refusal

if TYPE_CHECKING:
    from ui.screen import Place

LOW = 520
NEEDS_SECOND = ("not_permitted", "amount_beyond")
"""Refusals that somebody else can lift."""


def amount_of(no: Refused) -> int:
    """Of which amount the act was, in minor units."""
    return int(no.facts.get("minor", 0))


class ApprovalSheet(Sheet):
    """Choose who approves, type the PIN; `entered(staff id, PIN)`. Stays open until it is closed or the PIN is good.
    The name after all others may be the telephone's: `called`, and a code is typed in place of the PIN."""

    entered = Signal(str, str)
    called = Signal()

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
        self.read_out = QLabel()
        """What is said over the telephone."""
        self.read_out.setWordWrap(True)
        self.read_out.setProperty("type", "strong")
        self.read_out.hide()
        self.pad = PinPad(theme)
        self.body.addWidget(self._words)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._chips)
        self.body.addWidget(self.read_out)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.pad, 1)
        self._chips.chosen.connect(self._chosen)
        self.pad.entered.connect(self._entered)
        self.retranslate_hint()

    def retranslate_hint(self) -> None:
        """The line above the names."""
        self._hint.setText(
            self.tr("Read this out to head office, then type the code that they say.")
            if self.by_telephone
            else self.tr("Who approves? Choose the name, then type the PIN.")
        )

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
        self.names = [name for id_, name in people if id_ != CALLER]
        self._chips.set_words([name for _id, name in people], 0)
        self._notice.clear()
        self._show_way()
        self.open(self.pad)
        if self.by_telephone:  # nobody here may
            self.called.emit()

    @property
    def by_telephone(self) -> bool:
        """Whether a code is typed, not a PIN."""
        at = self._chips.checked
        return 0 <= at < len(self._people) and self._people[at] == CALLER

    def _chosen(self) -> None:
        self._notice.clear()
        self._show_way()
        if self.by_telephone:
            self.called.emit()
        self._take_keys()

    def _show_way(self) -> None:
        self.read_out.setVisible(self.by_telephone)
        self.pad.in_clear = self.by_telephone
        self.pad.clear()
        self.retranslate_hint()

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
        self._act, self._amount, self._about = "", 0, ""
        self._then: Callable[[Staff], None] = lambda _person: None
        self.entered.connect(self._prove)
        self.called.connect(self._call)

    def ask_for(
        self,
        act: str,
        words: str,
        then: Callable[[Staff], None],
        fits: Callable[[Staff], bool] = lambda _person: True,
        amount: int = 0,
        about: str = "",
    ) -> None:
        """Ask everyone else who may, and whom it `fits`, or head office; the act names the sheet. `amount`: of the act,
        in minor units; `about`: whom it is about."""
        self._act, self._then, self._amount, self._about = act, then, amount, about
        name = act_name(act, self._from.languages.language)
        self.set_words(name[:1].upper() + name[1:], words)
        people = [person for person in self._from.approvers(act, fits) if person[0] != about]
        self.ask([*people, (CALLER, self.tr("By telephone"))])
        if not people:
            self._said_no(Refused("nobody_may", act=act))

    def _call(self) -> None:
        """What head office has to hear: which till, the number, the act, its amount."""
        app = self._from.app
        asked = app.telephone.ask(self._act, self._amount, self._about)
        act = act_name(self._act, self._from.languages.language)
        said = [self.tr("Till {0}").format(app.till.enrolment.required().till)]
        said += [self.tr("number {0}").format(spaced(asked.number)), act]
        if self._amount:
            said.append(money(self._amount, app.desk.store.currency))
        if self._about:
            said.append(self._about)
        self.read_out.setText(" · ".join(said))

    def _prove(self, staff: str, pin: str) -> None:
        app, act, amount, about = self._from.app, self._act, self._amount, self._about
        if staff == CALLER:
            self._from.tasks.run(lambda: app.telephone.answer(act, amount, pin, about), self._proved, self._said_no)
        else:
            self._from.tasks.run(lambda: app.sign_in.approve(act, staff, pin), self._proved, self._said_no)

    def _proved(self, person: Staff) -> None:
        """Closed, or locked, while the PIN was looked at: nobody wants it any more."""
        if self.isVisible():
            self.close_sheet()
            self._then(person)

    def _said_no(self, no: Refused) -> None:
        self._from.sounds.play("refused")
        self.wrong(refusal(no, self._from.languages.language))
