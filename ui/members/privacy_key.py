"""The key by which a member in sight asks for their own data."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.members.privacy_sheet import PrivacySheet
from ui.screen import Place
from ui.texts import refusal

if TYPE_CHECKING:
    from ui.members.screen import MembersScreen


class PrivacyKey(QObject):
    """Its `action` opens the sheet for whoever is in sight on the page."""

    def __init__(self, place: Place, page: MembersScreen) -> None:
        super().__init__(page)
        self._place, self._page = place, page
        self.action = page.on_key("Ctrl+E", self.open)
        page.acts.data_wanted.connect(self.open)

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
        if member := self._page.model.chosen:
            asked = self._place.app.privacy.erasure_asked(member)
            self.sheet.ask(self._page.right.title.text(), self._place.languages.language, asked)

    def _ask(self, said: tuple[str, str, str], approver: Staff | None) -> None:
        try:
            self._place.app.privacy.ask(self._page.model.chosen, *said, approver)
        except Refused as no:
            if no.code == "not_permitted":
                self._place.second("privacy", "", partial(self._ask, said), 0)
                return
            self._place.sounds.play("refused")
            self.sheet.wrong(refusal(no, self._place.languages.language))
            return
        self.sheet.close_sheet()
        self._place.sounds.play("good")
        self._page.left.notice.say("good", self.tr("Noted: head office does it at the next exchange"), 8)
        self._page.model.reload()
