"""Who signs in: the people of the shop, the one chosen, and what the till said to the PIN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.errors import Refused
    from posapp.domain.staff import Staff
    from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can be chosen."""

    id: str
    name: str
    role: str


class SignInModel(QObject):
    """The PIN is checked on the worker (argon2 takes a moment); one check at a time."""

    people_changed = Signal()
    chosen_changed = Signal()
    signed_in = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app: App | None = None
        self._tasks: Tasks | None = None
        self._kept: str | None = None
        self._checking = False
        self.people: tuple[Person, ...] = ()
        self.chosen = ""

    def attach(self, app: App, tasks: Tasks, last: str) -> None:
        """The till is loaded: show its people; a PIN that was typed before is tried now."""
        self._app, self._tasks = app, tasks
        self.reload(last)
        if self._kept is not None:
            kept, self._kept = self._kept, None
            self.enter(kept)

    def reload(self, last: str = "") -> None:
        """Read the people again; keeps who is chosen."""
        if self._app is None:
            return
        self.people = tuple(Person(p.id, p.name, p.role.id) for p in self._app.till.staff.all())
        known = [person.id for person in self.people]
        self.chosen = next((id_ for id_ in (self.chosen, last, *known) if id_ in known), "")
        self.people_changed.emit()

    def choose(self, id_: str) -> None:
        """Someone else stands at the till."""
        self.chosen = id_
        self.chosen_changed.emit()

    def enter(self, pin: str) -> None:
        """Try the PIN of the chosen person; before the till is loaded it is kept and tried then."""
        if self._app is None or self._tasks is None:
            self._kept = pin
            return
        if self._checking:
            return
        self._checking = True
        app, chosen = self._app, self.chosen
        self._tasks.run(lambda: app.sign_in.identify(chosen, pin), self._proved, self._not_proved)

    def _proved(self, person: Staff) -> None:
        self._checking = False
        assert self._app is not None
        self._app.sign_in.enter(person)
        self.signed_in.emit(person)

    def _not_proved(self, refused: Refused) -> None:
        self._checking = False
        self.refused.emit(refused)
