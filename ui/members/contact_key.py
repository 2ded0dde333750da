"""The key by which the member in sight is contacted: the ways that are open, or why not, and one contact."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from posapp.domain.consent import CHANNELS, channel_name
from posapp.domain.errors import Refused
from posapp.domain.follow_up import FollowUp
from posapp.domain.member import Member
from posapp.usecases.contacting import Words as Message
from posapp.usecases.follow_ups import Task
from ui.follow_ups.contact_sheet import ContactSheet
from ui.follow_ups.model import Opened
from ui.follow_ups.words import CHANNEL_ICONS, FollowUpWords
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.member_words import called
from ui.members.model import MembersModel
from ui.screen import Place, Screen

CONTACTS: Final = ("message", "call")
"""Types of follow-ups that a contact may be for."""


class WaysSheet(Sheet):
    """`chosen(channel)`. A way that is closed has no key; in its place stands why."""

    chosen = Signal(str)

    def __init__(self, place: Place) -> None:
        super().__init__(place.theme, place.host)
        self._place, self._said = place, FollowUpWords(place, self)
        self.ways = {channel: Button(place.theme, icon=CHANNEL_ICONS[channel], height=52) for channel in CHANNELS}
        self.reasons = {channel: QLabel() for channel in CHANNELS}
        for channel in CHANNELS:
            self.reasons[channel].setWordWrap(True)
            self.reasons[channel].setProperty("tone", "ink3")
            self.ways[channel].clicked.connect(partial(self._choose, channel))
            self.body.addWidget(self.ways[channel])
            self.body.addWidget(self.reasons[channel])

    def ask(self, opened: Opened) -> None:
        """Open with what holds now; the first way that is open has the keyboard."""
        self.set_title(self.tr("Contact {0}").format(called(opened.task.member)))
        language, first = self._place.languages.language, None
        for way in opened.ways:
            button, reason = self.ways[way.channel], self.reasons[way.channel]
            button.set_label(channel_name(way.channel, language))
            button.setVisible(not way.closed)
            reason.setText(self._said.closed(way.channel, way.closed) if way.closed else "")
            reason.setVisible(bool(way.closed))
            first = first or (None if way.closed else button)
        self.open(first)

    def _choose(self, channel: str) -> None:
        self.close_sheet()
        self.chosen.emit(channel)


class ContactKey(QObject):
    """Its `action` asks on which way; a contact is for what is to be done next for them, where there is something."""

    def __init__(self, page: Screen, place: Place, model: MembersModel, notice: Notice) -> None:
        super().__init__(page)
        self._place, self._model, self._notice = place, model, notice
        self._opened: Opened | None = None
        self.action: QAction = page.on_key("Alt+8", self.open)

    @cached_property
    def ways(self) -> WaysSheet:
        """Made when it is first asked for, as the other."""
        sheet = WaysSheet(self._place)
        sheet.chosen.connect(self._choose)
        return sheet

    @cached_property
    def sheet(self) -> ContactSheet:
        """One contact."""
        sheet = ContactSheet(self._place)
        sheet.said.connect(self._contacted)
        return sheet

    def retranslate(self) -> None:
        """The key's word."""
        self.action.setText(self.tr("Contact"))

    def open(self) -> None:
        """The ways, where somebody is in sight."""
        if member := self._model.chosen:
            self._place.tasks.run(partial(self._read, member), self._ask, self._model.refused.emit)

    def _read(self, id_: str) -> Opened:
        app = self._place.app
        member = app.members.known(id_)
        return Opened(self._task(member), app.contacting.ways(id_), app.contacting.lately(id_))

    def _task(self, member: Member) -> Task:
        follow_ups = self._place.app.follow_ups
        due = follow_ups.next_of(member)
        return Task(member, due if due is not None and due.type in CONTACTS else FollowUp("", "", follow_ups.today))

    def _ask(self, opened: Opened) -> None:
        if self._model.chosen == opened.task.member.id:
            self._opened = opened
            self.ways.ask(opened)

    def _choose(self, channel: str) -> None:
        if self._opened is not None:
            self.sheet.ask(self._opened, channel)

    def _contacted(self, channel: str, message: Message | None, confirmed: bool) -> None:
        if self._opened is None:
            return
        task, contacting = self._opened.task, self._place.app.contacting
        try:
            contacting.contact(task.member.id, channel, message, task.follow_up.id, confirmed)
        except Refused as no:
            self._place.sounds.play("refused")
            self.sheet.wrong(no)
            return
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self._model.reload()
        self._notice.say("good", self.tr("The contact is logged."), 8)
