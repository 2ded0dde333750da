"""What concerns people, whatever page is open: PINs, deputies, those who are lent, badges. Owned by the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posapp.domain.errors import Refused
from posapp.domain.staff import Staff
from ui.screen import Place
from ui.texts import refusal

if TYPE_CHECKING:
    from posapp.usecases.holds import Word
    from ui.approval import Approval
    from ui.kit.sheet import ConfirmSheet
    from ui.sign_in.deputy_sheet import DeputySheet
    from ui.sign_in.lent_sheet import LentSheet
    from ui.sign_in.model import SignInModel
    from ui.sign_in.new_pin import NewPinSheet


class People(QObject):
    """Sheets made when they are first asked for; `tell(words)` says that something is done."""

    training = Signal()
    """The till is to be left for practice."""

    def __init__(
        self, place: Place, tell: Callable[[str], None], say_no: Callable[[str], None], model: SignInModel
    ) -> None:
        super().__init__(place.host)
        self._place, self._tell, self._no, self._model = place, tell, say_no, model
        self._coming: Staff | None = None

    @cached_property
    def new_pin(self) -> NewPinSheet:
        """Choosing a PIN."""
        from ui.sign_in.new_pin import NewPinSheet

        return NewPinSheet(self._place)

    @cached_property
    def whose(self) -> ConfirmSheet:
        """Whose basket it is from now on."""
        from ui.kit.sheet import ConfirmSheet

        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(self._take_over)
        sheet.cancelled.connect(self._set_aside)
        return sheet

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

    def other_basket(self, person: Staff, owner: Staff) -> None:
        """Goods of somebody else's lie there: they are taken over, or wait for their owner."""
        self._coming = person
        count = len(self._place.app.desk.basket.cart.lines)
        title = self.tr("{0}'s basket lies here").format(owner.name)
        words = self.tr("%n line(s). Taken over, its lines keep who rang them up.", "", count)
        yes, no = self.tr("Take it over"), self.tr("It waits for {0}").format(owner.name)
        self.whose.ask(title, words, yes=yes, no=no)

    def walked_away(self) -> None:
        """Whoever proved a PIN and was asked something does not answer: the next hand is not theirs."""
        self._coming = None
        for name in ("whose", "new_pin"):
            if name in self.__dict__:  # made already
                getattr(self, name).close_sheet()

    def _take_over(self) -> None:
        person, self._coming = self._coming, None
        if person is not None:
            self._model.enter_with(person)

    def _set_aside(self) -> None:
        person, self._coming = self._coming, None
        if person is None:
            return
        try:
            self._place.app.switching.enter_beside(person)
        except Refused as no:
            self._place.sounds.play("refused")
            self._model.refused.emit(no)
            return
        self._model.here(person)

    def train(self) -> None:
        """Leave the till for practice, where nothing is under way."""
        training = self._place.app.training
        try:
            training.check()
        except Refused as no:
            self._say_no(no)
            return
        self._begin_training()

    def _begin_training(self, approver: Staff | None = None) -> None:
        try:
            self._place.app.training.begin(approver)
        except Refused as no:
            if no.code == "not_permitted" and approver is None:
                self._place.second("training", "", self._begin_training, 0)
            else:
                self._say_no(no)
            return
        self.training.emit()

    def leave(self, then: Callable[[], None], approver: Staff | None = None) -> None:
        """Go away from the counter; with money of a card or wallet under way a second person has to say so."""
        try:
            self._place.app.training.leave(approver)
        except Refused as no:
            words = refusal(no, self._place.languages.language)
            self._place.second("decide_payment", words, lambda manager: self.leave(then, manager), 0)
            return
        then()

    def _say_no(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self._no(refusal(no, self._place.languages.language))

    def come_back(self, person: Staff) -> None:
        """The person's own basket, which waited, lies on the counter again."""
        app = self._place.app
        hold = app.switching.waiting(person) if app.desk.basket.cart.empty else None
        if hold is None:
            return

        def lay(word: Word) -> None:
            if app.desk.staff is not None and app.desk.staff.id == person.id and app.desk.basket.cart.empty:
                app.holds.lay(hold.id, word)
                self._place.go("checkout")
                self._tell(self.tr("Your basket is back."))

        def no(refused: Refused) -> None:
            self._tell(refusal(refused, self._place.languages.language))

        take = self._place.controls.take_hold
        self._place.tasks.ask(lambda: app.holds.ask(hold.id, take), lay, no)

    def must_change(self, person: str, pin: str) -> None:
        """Somebody else made this PIN: its owner chooses another, and with it takes the counter."""
        people = self._place.app.people
        title = self.tr("Choose a PIN of your own")
        self.new_pin.ask(title, partial(people.change_own, person, pin), self._changed)

    def _changed(self, person: Staff | None) -> None:
        if person is not None:
            self._model.proved(person)

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
            self._model.proved(self._place.app.people.proved_by_badge(code))
        except Refused as no:
            return no
        return None
