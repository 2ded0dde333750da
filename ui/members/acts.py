"""What is done with the member in sight: changed, asked for consent, shown in full, merged; and somebody new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.member import FIELDS
from posapp.domain.staff import Staff
from posapp.usecases.member_changes import MASKED
from ui.kit.sheet import Sheet
from ui.member_words import row_of
from ui.members.edit_sheet import ConsentSheet, EditSheet, MergeSheet
from ui.members.enrol_sheet import EnrolSheet
from ui.members.model import MembersModel
from ui.members.profile_words import ProfileShown
from ui.screen import Place
from ui.texts import refusal

REVEALED = ("name", "phone", "birthday")


class MemberActs(QObject):
    """`changed(words)`: something is in the journal; `wrong(words)`: why not, where no sheet says it."""

    changed = Signal(str)
    wrong = Signal(str)
    enrolled = Signal(object)
    data_wanted = Signal()

    def __init__(self, place: Place, model: MembersModel, current: Callable[[], ProfileShown | None]) -> None:
        super().__init__(model)
        self._place, self.model, self._current = place, model, current

    # -- sheets, made when they are first asked for -----------------------------------------------------------------

    @cached_property
    def enrol_sheet(self) -> EnrolSheet:
        """Somebody new."""
        sheet = EnrolSheet(self._place)
        sheet.enrolled.connect(self.enrolled)
        return sheet

    @cached_property
    def edit_sheet(self) -> EditSheet:
        """Fields."""
        sheet = EditSheet(self._place.theme, self._place.host)
        sheet.said.connect(lambda fields: self._change(fields, None))
        return sheet

    @cached_property
    def consent_sheet(self) -> ConsentSheet:
        """Channels."""
        sheet = ConsentSheet(self._place.theme, self._place.host)
        changes, model = self._place.app.member_changes, self.model
        sheet.said.connect(lambda said: model.act("consent", lambda: changes.consent(model.chosen, said)))
        sheet.data_wanted.connect(self.data_wanted)
        return sheet

    @cached_property
    def merge_sheet(self) -> MergeSheet:
        """Who is whom."""
        sheet = MergeSheet(self._place.theme, self._place.host)
        sheet.typed.connect(self.merge_typed)
        sheet.said.connect(lambda into, reason: self._merge_into(into, reason, None))
        return sheet

    # -- opening ----------------------------------------------------------------------------------------------------

    def enrol(self, typed: str) -> None:
        """With what was typed to find them."""
        self.enrol_sheet.ask(typed)

    def edit(self) -> None:
        """Who somebody is."""
        now = self._current()
        if now is not None:
            clashes = tuple(pair for pair in now.clashes if pair[0] in FIELDS)
            self.edit_sheet.ask(now.called, now.member, self.model.words.captions(), clashes)

    def consent(self) -> None:
        """What they agree to."""
        now = self._current()
        if now is not None:
            text, language = self._place.app.desk.store.consent, self._place.languages.language
            self.consent_sheet.ask(now.called, now.member, text, language)

    def reveal(self, approver: Staff | None = None) -> None:
        """In full until another member is chosen; pressed again masked at once."""
        now = self._current()
        if now is None:
            return
        if self.model.covered_again():
            self.model.reload()
            return
        try:
            differing = (field for field, _ in now.clashes if field in MASKED)
            self.model.reveal(tuple(dict.fromkeys((*REVEALED, *differing))), approver)
        except Refused as no:
            self._not_so(no, "reveal", self.reveal, None)
            return
        self.model.reload()

    def merge(self) -> None:
        """They are somebody else."""
        now = self._current()
        if now is not None:
            self.merge_sheet.ask(now.called, now.member)

    def merge_typed(self, typed: str) -> None:
        """Who remains, so far."""
        desk, language = self._place.app.desk, self._place.languages.language
        found = [m for m in self._place.app.members.suggest(typed) if m.id != self.model.chosen]
        self.merge_sheet.show_found(found, [row_of(m, desk.store, language) for m in found])

    # -- writing ----------------------------------------------------------------------------------------------------

    def _change(self, fields: dict[str, str], approver: Staff | None) -> None:
        changes, chosen = self._place.app.member_changes, self.model.chosen
        if not fields:
            self.edit_sheet.close_sheet()
            return
        try:
            changes.edit(chosen, fields, approver)
        except Refused as no:
            self._not_so(no, "member_edit", partial(self._change, fields), self.edit_sheet)
            return
        self._changed_well(self.tr("Changed"), self.edit_sheet)

    def _merge_into(self, into: str, reason: str, approver: Staff | None) -> None:
        changes, chosen = self._place.app.member_changes, self.model.chosen
        try:
            changes.merge(chosen, into, reason, approver)
        except Refused as no:
            self._not_so(no, "merge", partial(self._merge_into, into, reason), self.merge_sheet)
            return
        self.model.chosen = into
        self._changed_well(self.tr("Merged: both numbers lead here now"), self.merge_sheet)

    def _not_so(
        self, no: Refused, act: str, again: Callable[[Staff], None], sheet: EditSheet | MergeSheet | None
    ) -> None:
        """A second person is asked where that helps; else why."""
        if no.code == "not_permitted":
            self._place.second(act, "", again, 0)
            return
        self._place.sounds.play("refused")
        words = refusal(no, self._place.languages.language)
        if sheet is not None and sheet.isVisible():
            sheet.wrong(words)
        else:
            self.wrong.emit(words)

    def _changed_well(self, words: str, sheet: Sheet) -> None:
        sheet.close_sheet()
        self._place.sounds.play("good")
        self.changed.emit(words)
        self.model.reload()
