"""Members as ready words: those who fit what is typed, and one of them in one look. Read on the worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.member import Member
from posapp.domain.staff import Staff
from posapp.usecases.profiles import Profile
from ui.members.profile_words import ProfileShown, ProfileWords
from ui.screen import Place


class MembersModel(QObject):
    """What the page shows: `typed` says who is looked for, `chosen` who is in sight."""

    listed = Signal(list)
    opened = Signal(object)
    done = Signal(str)
    """Something is in the journal: its act."""
    asking = Signal()
    gone = Signal()
    """The member in sight is on this till no more."""
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.words = ProfileWords(place, self)
        self.typed = ""
        self.chosen = ""
        self._revealed: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        """Members about whom the hub was asked since the page came up, and why it did not answer."""

    def forget(self) -> None:
        """The page comes up: nobody is chosen, and the hub is asked again about each."""
        self.typed = self.chosen = ""
        self._asked = {}

    def suggest(self, typed: str) -> None:
        """Whoever may be meant so far; what was typed meanwhile is answered by the next answer."""
        self.typed = typed.strip()
        members = self._place.app.members
        self._place.tasks.run(partial(members.suggest, self.typed), self._suggested, self.refused.emit)

    def _suggested(self, found: tuple[Member, ...]) -> None:
        self.listed.emit(list(found))

    def find(self, typed: str) -> None:
        """By Enter: here, and at the hub where nobody here is meant."""
        self.typed = typed.strip()
        if not self.typed:
            return
        self._place.tasks.run(partial(self._place.app.members.find, self.typed), self._found, self._not_here)

    def _found(self, found: tuple[Member, ...]) -> None:
        self.listed.emit(list(found))
        if len(found) == 1:
            self.choose(found[0].id)

    def _not_here(self, no: Refused) -> None:
        if no.code != "member_unknown":
            self.refused.emit(no)
            return
        self.asking.emit()
        question = partial(self._place.app.members.ask, self.typed, self._place.controls.ask_members)
        self._place.tasks.ask(question, self._found, self.refused.emit)

    def choose(self, id_: str) -> None:
        """Show one."""
        if id_ != self.chosen:
            self._revealed = {}
        no = partial(self._not_shown, id_, id_ == self.chosen)
        self.chosen = id_
        self._place.tasks.run(partial(self._place.app.profiles.of, id_), self._shown, no)

    def _not_shown(self, id_: str, was_there: bool, no: Refused) -> None:
        """Who was in sight and is on this till no more leaves the page: erased, most of the time."""
        if no.code != "member_unknown" or not was_there:
            self.refused.emit(no)
        elif id_ == self.chosen:
            self.chosen = self.typed = ""
            self.opened.emit(None)
            self.gone.emit()

    def reload(self) -> None:
        """Read again."""
        if self.typed:
            self.suggest(self.typed)
        if self.chosen:
            self.choose(self.chosen)

    def _shown(self, profile: Profile) -> None:
        if profile.member.id != self.chosen and self.chosen:
            self.chosen = profile.member.id  # merged meanwhile
        self.opened.emit(self.shown(profile))
        if profile.member.id not in self._asked:
            self._ask_history(profile.member.id)

    def _ask_history(self, id_: str) -> None:
        """Once for each while the page is up: what the till itself knows stands there meanwhile."""
        self._asked[id_] = ""
        question = partial(self._place.app.profiles.ask, id_, self._place.controls.ask_history)
        self._place.tasks.ask(question, self._told, partial(self._not_told, id_))

    def _told(self, profile: Profile) -> None:
        if profile.member.id == self.chosen:
            self.opened.emit(self.shown(profile))

    def _not_told(self, id_: str, no: Refused) -> None:
        self._asked[id_] = no.code
        if id_ == self.chosen:
            self._place.tasks.run(partial(self._place.app.profiles.of, id_), self._told, self.refused.emit)

    # -- one member -----------------------------------------------------------------------------------------------

    def shown(self, profile: Profile) -> ProfileShown:
        """All of it in words."""
        return self.words.shown(profile, self._revealed, self._asked.get(profile.member.id))

    # -- acts -----------------------------------------------------------------------------------------------------

    def act(self, name: str, do: Callable[[], object]) -> bool:
        """A small entry of the journal, at once; whether it is there."""
        try:
            do()
        except Refused as no:
            self._place.sounds.play("refused")
            self.refused.emit(no)
            return False
        self.reload()
        self.done.emit(name)
        return True

    def reveal(self, fields: tuple[str, ...], approver: Staff | None) -> None:
        """These fields in full, until another member is chosen."""
        for field in fields:
            self._revealed[field] = self._place.app.member_changes.reveal(self.chosen, field, approver)

    def covered_again(self) -> bool:
        """Masks what was shown in full; False where nothing was."""
        shown, self._revealed = bool(self._revealed), {}
        return shown
