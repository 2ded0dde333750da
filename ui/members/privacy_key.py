"""The key by which a member in sight asks for their own data."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.kit.status import Notice
from ui.members.acts import MemberActs
from ui.members.model import MembersModel
from ui.members.privacy_sheet import PrivacySheet
from ui.screen import Place, Screen
from ui.texts import refusal


class PrivacyKey(QObject):
    """Its `action` opens the sheet for whoever is in sight on the page: the `model`'s, called as `title` says."""

    def __init__(self, page: Screen, place: Place, acts: MemberActs, title: QLabel, notice: Notice) -> None:
        super().__init__(page)
        self._place, self._acts, self._title, self._notice = place, acts, title, notice
        self.action: QAction = page.on_key("Ctrl+E", self.open)
        acts.data_wanted.connect(self.open)

    @property
    def _model(self) -> MembersModel:
        return self._acts.model

    @cached_property
    def sheet(self) -> PrivacySheet:
        """Made when it is first asked for."""
        sheet = PrivacySheet(self._place.theme, self._place.host)
        sheet.said.connect(lambda wish, by, identity: self._ask((wish, by, identity), None))
        return sheet

    def retranslate(self) -> None:
        """The key's word."""
        self.action.setText(self.tr("Their data"))

    def open(self) -> None:
        """The question, where somebody is in sight."""
        if member := self._model.chosen:
            asked = self._place.app.privacy.erasure_asked(member)
            self.sheet.ask(self._title.text(), self._place.languages.language, asked)

    def _ask(self, said: tuple[str, str, str], approver: Staff | None) -> None:
        try:
            self._place.app.privacy.ask(self._model.chosen, *said, approver)
        except Refused as no:
            if no.code == "not_permitted":
                self._place.second("privacy", "", partial(self._ask, said), 0)
                return
            self._place.sounds.play("refused")
            self.sheet.wrong(refusal(no, self._place.languages.language))
            return
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self._notice.say("good", self.tr("Noted: head office does it at the next exchange"), 8)
        self._model.reload()
