"""Follow-ups of the shop by list and book, and the one in sight with the ways of contact that are open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from posapp.domain.contact_guard import Contact
from posapp.domain.errors import Refused
from posapp.domain.follow_up import WHENS, When
from posapp.usecases.contacting import Way
from posapp.usecases.follow_ups import Task, Tasks
from ui.screen import Place

BOOKS: Final = ("mine", "shop", "all")


@dataclass(frozen=True, slots=True)
class Opened:
    """One in sight: what is to be done, on which ways the member can be contacted, and who did lately."""

    task: Task
    ways: tuple[Way, ...]
    lately: tuple[Contact, ...]


class FollowUpsModel(QObject):
    """`when` and `book` say which list is shown, `chosen` (member, follow-up) which one is in sight."""

    listed = Signal(object)
    opened = Signal(object)
    """`Opened`, or None where the chosen one is there no more."""
    refused = Signal(object)

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.when: When = "today"
        self.book = "all"
        self.chosen: tuple[str, str] | None = None
        self.tasks = Tasks()

    def reload(self) -> None:
        """Read again."""
        self._place.tasks.run(self._place.app.follow_ups.tasks, self._listed, self.refused.emit)
        self._open()

    def _listed(self, tasks: Tasks) -> None:
        self.tasks = tasks
        self.listed.emit(self.shown)

    @property
    def shown(self) -> Tasks:
        """Those of the book that is looked at."""
        staff = self._place.app.desk.staff
        if self.book == "all" or staff is None:
            return self.tasks
        return self.tasks.of(staff.id if self.book == "mine" else "")

    def look_at(self, when: When) -> None:
        """Another list."""
        self.when = when
        self.listed.emit(self.shown)

    def turn_book(self, book: str) -> None:
        """Another book."""
        self.book = book
        self.listed.emit(self.shown)

    def first_with_some(self, member: str = "") -> None:
        """What is late comes first, then what is to be done today; where the member has something, that."""
        if member:
            self.book = "all"  # whoever's they are
        lists = self.shown.lists
        theirs = (when for when in WHENS if any(task.member.id == member for task in lists.get(when, ())))
        self.when = next(theirs, next((when for when in WHENS if lists.get(when)), "today"))

    def choose(self, task: Task | None) -> None:
        """Show one."""
        self.chosen = (task.member.id, task.follow_up.id) if task is not None else None
        self._open()

    def _open(self) -> None:
        if self.chosen is None:
            self.opened.emit(None)
            return
        self._place.tasks.run(partial(self._read, *self.chosen), self.opened.emit, self._gone)

    def _read(self, member: str, id_: str) -> Opened:
        app = self._place.app
        task = app.follow_ups.one(member, id_)
        return Opened(task, app.contacting.ways(member), app.contacting.lately(member))

    def _gone(self, no: Refused) -> None:
        self.chosen = None
        self.opened.emit(None)
        if no.code not in ("follow_up_unknown", "member_unknown"):
            self.refused.emit(no)

    def act(self, do: Callable[[], object]) -> Refused | None:
        """A small entry of the journal, at once; why it is not there."""
        try:
            do()
        except Refused as no:
            self._place.sounds.play("refused")
            return no
        self._place.sounds.play("good")
        self.reload()
        return None
