"""Who signs in: the people of the shop, the one chosen, and what the till said to the PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from posapp.app import App
    from posapp.domain.errors import Refused
    from posapp.domain.staff import Staff
    from ui.tasks import Tasks


class Person(NamedTuple):
    """Someone who can be chosen."""

    id: str
    name: str
    role: str
    named: tuple[str, str] = ("", "")
    """What the shop calls the role, in Chinese and English."""


class SignInModel(QObject):
    """The PIN is checked on the worker (argon2 takes a moment); one check at a time."""

    people_changed = Signal()
    chosen_changed = Signal()
    signed_in = Signal(object)
    refused = Signal(object)
    checking = Signal(bool)
    """A PIN is being checked, or no more."""
    nobody_chosen = Signal()
    must_change = Signal(str, str)
    """(person, PIN): it was made by somebody else, and is right."""
    other_basket = Signal(object, object)
    """(person, owner): goods of the owner's lie there."""
    forgotten = Signal(str, str)
    """(person, name): the PIN is to be made anew."""

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
        """Read the people again; keeps who is chosen. `last` worked here before; nobody is chosen by chance."""
        if self._app is None:
            return
        before = (self.people, self.chosen)
        now = self._app.desk.now_text()
        here = (p for p in self._app.till.staff.all() if not p.until or p.until > now)
        self.people = tuple(Person(p.id, p.name, p.role.id, (p.role.name("zh"), p.role.name("en"))) for p in here)
        known = [person.id for person in self.people]
        alone = known if len(known) == 1 else []
        self.chosen = next((id_ for id_ in (self.chosen, last, *alone) if id_ in known), "")
        if (self.people, self.chosen) != before:
            self.people_changed.emit()

    def forget(self) -> None:
        """Somebody else will stand at the till, nobody knows who."""
        self.choose("")

    def choose_next(self, step: int) -> None:
        """The person after (1) or before (-1) the one chosen."""
        ids = [person.id for person in self.people]
        if ids:
            at = ids.index(self.chosen) + step if self.chosen in ids else min(0, step)
            self.choose(ids[at % len(ids)])

    def choose(self, id_: str) -> None:
        """This is who stands at the till."""
        self.chosen = id_
        self.chosen_changed.emit()

    def enter(self, pin: str) -> None:
        """Try the PIN of the chosen person; before the till is loaded it is kept and tried then."""
        if self._app is None or self._tasks is None:
            self._kept = pin
            return
        if self._checking:
            return
        if not self.chosen:
            self.nobody_chosen.emit()
            return
        self._check(True)
        app, chosen = self._app, self.chosen
        self._tasks.run(
            lambda: app.sign_in.identify(chosen, pin), self._proved, lambda no: self._not_proved(no, chosen, pin)
        )

    def forgot(self) -> None:
        """The person chosen does not know the PIN, or is locked out."""
        name = next((person.name for person in self.people if person.id == self.chosen), "")
        if name:
            self.forgotten.emit(self.chosen, name)
        else:
            self.nobody_chosen.emit()

    def proved(self, person: Staff) -> None:
        """It is this person, by PIN or badge. Goods of somebody else's on the counter are asked about, unless they are
        being paid for."""
        assert self._app is not None
        desk = self._app.desk
        owner = self._app.switching.owner(person)
        if owner is not None and not desk.basket.paying and desk.staff is None:
            self.other_basket.emit(person, owner)
        else:
            self.enter_with(person)

    def enter_with(self, person: Staff) -> None:
        """The person takes the counter and what lies on it."""
        assert self._app is not None
        self._app.sign_in.enter(person)
        self.here(person)

    def here(self, person: Staff) -> None:
        """The person has the counter."""
        self.chosen = person.id
        self.signed_in.emit(person)

    def _check(self, under_way: bool) -> None:
        self._checking = under_way
        self.checking.emit(under_way)

    def _proved(self, person: Staff) -> None:
        self._check(False)
        self.proved(person)

    def _not_proved(self, refused: Refused, person: str, pin: str) -> None:
        self._check(False)
        if refused.code == "pin_must_change":
            self.must_change.emit(person, pin)
        else:
            self.refused.emit(refused)
