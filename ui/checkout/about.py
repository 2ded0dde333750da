"""The sheet about the sale, and what becomes of what was said there; the bags' key."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.domain.source import SOURCES, source_name, source_of
from ui.checkout.about_sheet import About, AboutSheet

if TYPE_CHECKING:
    from ui.checkout.model import CheckoutModel
    from ui.checkout.questions import Questions
    from ui.screen import Place


class AboutSale(QObject):
    """`said` when something was kept."""

    said = Signal()

    def __init__(self, place: Place, model: CheckoutModel, questions: Questions, page: QWidget) -> None:
        super().__init__(page)
        self._place, self._model, self._questions = place, model, questions
        self._people: tuple[str, ...] = ()
        self._line = 0

    @cached_property
    def sheet(self) -> AboutSheet:
        """Note, source, who."""
        sheet = AboutSheet(self._place.theme, self._place.host)
        sheet.entered.connect(self._keep)
        return self._questions.known(sheet)

    def ask(self, row: int) -> None:
        """About the basket, and the line of that row."""
        desk = self._place.app.desk
        if not desk.priced.lines:
            self._model.say_no(Refused("empty_basket"))
            return
        staff, line, cart = desk.till.staff.all(), self._model.line(row), desk.basket.cart
        self._people = ("", *(person.id for person in staff))
        self._line = line.line.number if line is not None else 0
        seller = self._at(line.line.associate) if line is not None else 0
        language = self._place.languages.language
        self.sheet.ask(
            About(cart.note, source_name(cart.source, language), self._at(cart.associate), seller),
            lambda: (
                line.line.product.name(self._place.languages.language) if line is not None else "",
                [self.tr("The cashier"), *(person.name for person in staff)],
                [source_name(source, self._place.languages.language) for source in SOURCES],
            ),
        )

    def words(self) -> str:
        """What is known of the sale."""
        cart, staff = self._place.app.desk.basket.cart, self._place.app.till.staff
        people = [cart.associate, *(line.associate for line in cart.lines)]
        names = [found.name for id_ in dict.fromkeys(people) if (found := staff.by_id(id_)) is not None]
        source = source_name(cart.source, self._place.languages.language)
        return " · ".join(word for word in (cart.note, source, *names) if word)

    def _at(self, person: str) -> int:
        return self._people.index(person) if person in self._people else 0

    def _keep(self, about: About) -> None:
        particulars, cart = self._place.app.particulars, self._place.app.desk.basket.cart
        line = next((x for x in cart.lines if x.number == self._line), None)
        served, sold = self._people[max(0, about.associate)], self._people[max(0, about.seller)]
        try:
            if about.note != cart.note:
                particulars.note(about.note)
            if source_of(about.source) != cart.source:
                particulars.source(about.source)
            if served != cart.associate:
                particulars.credit(served)
            if line is not None and sold != line.associate:
                particulars.credit(sold, line.number)
        except Refused as no:
            self._model.say_no(no)
        else:
            self._model.refresh()
            self.said.emit()

    def ring_up_bag(self) -> None:
        """One key for bags: the only one there is, or the question which."""
        app = self._place.app
        found = [app.catalog.by_sku(sku) for sku in app.desk.store.bags] if app.catalog.state == "ready" else []
        bags: tuple[Product, ...] = tuple(bag for bag in found if bag is not None)
        if len(bags) == 1:
            self._questions.ring_up(bags[0])
        elif bags:
            self._questions.ask_which(bags)
