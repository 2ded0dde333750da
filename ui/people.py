"""What concerns people, whatever page is open: PINs, deputies, those who are lent, badges. Owned by the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.screen import Place

if TYPE_CHECKING:
    from ui.approval import Approval
    from ui.sign_in.deputy_sheet import DeputySheet
    from ui.sign_in.lent_sheet import LentSheet
    from ui.sign_in.new_pin import NewPinSheet


class People(QObject):
    """Sheets made when they are first asked for; `tell(words)` says that something is done."""

    def __init__(self, place: Place, tell: Callable[[str], None], entered: Callable[[Staff], None]) -> None:
        super().__init__(place.host)
        self._place, self._tell, self._entered = place, tell, entered

    @cached_property
    def new_pin(self) -> NewPinSheet:
        """Choosing a PIN."""
        from ui.sign_in.new_pin import NewPinSheet

        return NewPinSheet(self._place)

    @cached_property
    def approval(self) -> Approval:
        """Who makes a PIN anew."""
        from ui.approval import Approval

        return Approval(self._place)

    @cached_property
    def deputies(self) -> DeputySheet:
        """Naming one."""
        from ui.sign_in.deputy_sheet import DeputySheet

        return DeputySheet(self._place)

    @cached_property
    def lent(self) -> LentSheet:
        """Letting somebody in."""
        from ui.sign_in.lent_sheet import LentSheet

        return LentSheet(self._place)

    def must_change(self, person: str, pin: str) -> None:
        """Somebody else made this PIN: its owner chooses another, and with it takes the counter."""
        people = self._place.app.people
        title = self.tr("Choose a PIN of your own")
        self.new_pin.ask(title, partial(people.change_own, person, pin), self._changed)

    def _changed(self, person: Staff | None) -> None:
        if person is not None:
            self._entered(person)

    def change_own(self) -> None:
        """Whoever is signed in proves it once more by the present PIN."""
        person, people = self._place.app.desk.staff, self._place.app.people
        if person is not None:
            told = self.tr("Your PIN is changed.")
            keep = partial(people.change_own, person.id)
            self.new_pin.ask(self.tr("Change my PIN"), keep, lambda _person: self._tell(told), old=True)

    def forgotten(self, person: str, name: str) -> None:
        """A second person, or head office, lets a forgotten or locked PIN be made anew."""
        then = partial(self._reset, person, name)
        self.approval.ask_for("reset_pin", self.tr("New PIN for {0}").format(name), then, about=person)

    def _reset(self, person: str, name: str, approver: Staff) -> None:
        def keep(pin: str, again: str) -> None:
            self._place.app.people.reset(person, pin, again, approver)

        told = self.tr("{0} has a new PIN and changes it at the next sign-in.").format(name)
        self.new_pin.ask(self.tr("New PIN for {0}").format(name), keep, lambda _none: self._tell(told))

    def let_in(self) -> None:
        """Somebody new or lent."""
        self.lent.ask(self._came)

    def _came(self, person: Staff | None) -> None:
        if person is not None:
            self._tell(self.tr("{0} can sign in now.").format(person.name))

    def badge(self, code: str) -> Refused | None:
        """A scan while nobody is signed in: whose badge it is takes the counter. Why not; None where they have."""
        try:
            self._entered(self._place.app.people.enter_by_badge(code))
        except Refused as no:
            return no
        return None
