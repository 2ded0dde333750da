"""What goods ask when they are rung up: a price, a serial number, the customer's age. One question after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from posapp.domain.asked import Asked, born_by
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount
from posapp.domain.store import local_date
from ui.checkout.answer_sheets import AgeSheet, SerialSheet
from ui.checkout.model import looks_like_code

if TYPE_CHECKING:
    from posapp.domain.cart import CartLine
    from posapp.usecases.checkout import PriceWanted
    from ui.checkout.model import CheckoutModel
    from ui.checkout.questions import Questions
    from ui.screen import Place


class GoodsQuestions(QObject):
    """Asks after each item and before payment; a question that somebody goes away from stays open."""

    def __init__(self, place: Place, model: CheckoutModel, questions: Questions, page: QWidget) -> None:
        super().__init__(page)
        self._place, self._model, self._questions = place, model, questions
        self._line = 0
        self._wanted: PriceWanted | None = None
        model.rung_up.connect(self.ask_on)
        model.price_wanted.connect(self._ask_price)

    @cached_property
    def serial(self) -> SerialSheet:
        """Which one of these goods it is."""
        sheet = SerialSheet(self._place.theme, self._place.host)
        sheet.entered.connect(self._serial_entered)
        sheet.heard.connect(self._serial_heard)
        return self._questions.known(sheet)

    @cached_property
    def age(self) -> AgeSheet:
        """Whether the customer may buy it."""
        sheet = AgeSheet(self._place.theme, self._place.host)
        sheet.answered.connect(self._age_answered)
        return self._questions.known(sheet)

    def ask_on(self) -> bool:
        """Ask what stands open; whether anything does."""
        asked = self._place.app.particulars.asked()
        if asked is not None:
            self._ask(asked)
        return asked is not None

    def _ask(self, asked: Asked) -> None:
        if asked.about == "serial":
            self.ask_serial(asked.line)
            return
        desk = self._place.app.desk
        born = born_by(local_date(desk.store, desk.now()), asked.age)
        self.age.ask(
            lambda: (
                self.tr("Is the customer {0} or older?").format(asked.age),
                self.tr("{0} is not sold to anybody younger. The journal keeps the answer.").format(
                    asked.line.product.name(self._place.languages.language)
                ),
                self.tr("Born on {0} or before").format(_day(born)),
                self.tr("{0} or older").format(asked.age),
                self.tr("No: take it out"),
            )
        )

    def ask_serial(self, line: CartLine) -> None:
        """The serial number of a line; another one takes its place."""
        self._line = line.number
        self.serial.ask(
            lambda: (
                self.tr("Serial number"),
                self.tr("{0}: scan its serial number, or type it.").format(
                    line.product.name(self._place.languages.language)
                ),
                self.tr("Serial number"),
                self.tr("Confirm"),
            ),
            line.serial,
        )

    def ask_serial_of(self, row: int) -> bool:
        """The serial number of a row's goods, to be given or changed; False where they have none."""
        line = self._model.line(row)
        if line is None or not line.line.product.serial or line.line.unlisted:
            return False
        self.ask_serial(line.line)
        return True

    def _serial_heard(self, code: str) -> None:
        """The code of other goods, known or not, is the next item: nobody who scans a basket is held up, and payment
        asks again."""
        app = self._place.app
        try:
            found = app.checkout.find(code)
        except Refused:
            found = ()
        asked = [line.product.sku for line in app.desk.basket.cart.lines if line.number == self._line]
        if any(each.product.sku not in asked for each in found) or (not found and looks_like_code(code)):
            self.serial.close_sheet()
            self._model.scan(code)
        else:
            self._serial_entered(code)

    def _serial_entered(self, text: str) -> None:
        if self._did(lambda: self._place.app.particulars.serial(self._line, text)):
            self._place.sounds.play("good")
            self.serial.close_sheet()
            self._model.refresh(stand_on=self._line)
            self.ask_on()

    def _age_answered(self, passed: bool) -> None:
        if self._did(lambda: self._place.app.particulars.age(passed)):
            self._model.refresh()
            self.ask_on()

    def _ask_price(self, wanted: PriceWanted) -> None:
        self._wanted = wanted
        name = wanted.product.name(self._place.languages.language)
        self._questions.ask_figure(
            name, self.tr("This item has no price of its own."), self.tr("Price"), "", self._price_entered
        )

    def _price_entered(self, typed: str) -> bool:
        wanted, app = self._wanted, self._place.app

        def ring() -> None:
            if wanted is not None:
                added = app.checkout.at_price(wanted, parse_amount(typed, app.desk.store.currency.digits))
                self._questions.figure.close_sheet()
                self._model.rung(added)

        return self._did(ring)

    def _did(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except Refused as no:
            self._model.say_no(no)
            return False
        return True


def _day(day: date) -> str:
    return day.isoformat()
