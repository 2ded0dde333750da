"""The questions that ringing up may raise: how many, how heavy, at what price, which one, unlisted, empty it all?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, Signal

from posapp.domain.catalog import Product
from ui.checkout.goods_side import DIGITS, GoodsSide
from ui.checkout.model import CheckoutModel
from ui.checkout.sheets import ChoiceSheet, FigureSheet
from ui.kit.sheet import ConfirmSheet, Sheet
from ui.screen import Place
from ui.texts import money

if TYPE_CHECKING:
    from posapp.usecases.repricing import NewPrices
    from ui.approval import Approval
    from ui.checkout.by_hand_sheet import ByHandSheet
    from ui.checkout.prices_sheet import PricesSheet
    from ui.checkout.unlisted_sheet import UnlistedSheet
    from ui.kit.words_sheet import WordsSheet

SomeSheet = TypeVar("SomeSheet", bound=Sheet)


@runtime_checkable
class Wrong(Protocol):
    """A sheet that shows why its answer was refused."""

    def wrong(self, words: str) -> None: ...


class Questions(QObject):
    """Each question is a sheet over the page; `over` when the last one is closed."""

    over = Signal()

    def __init__(self, place: Place, model: CheckoutModel, side: GoodsSide) -> None:
        super().__init__(side)
        self._place, self._model, self._side = place, model, side
        self._made: list[Sheet] = []
        self._take: Callable[[str], bool] = lambda _typed: False
        self._options: tuple[Product, ...] = ()
        self._row = -1
        self._new_prices: NewPrices | None = None
        model.choice.connect(self.ask_which)
        model.prices_asked.connect(self.ask_prices)
        model.approval_needed.connect(self._ask_approval)
        model.cleared.connect(self._cleared)

    # -- the sheets, each made when it is first needed --------------------------------------------------------------

    @cached_property
    def figure(self) -> FigureSheet:
        """Quantity, weight or price."""
        sheet = FigureSheet(self._place.theme, self._place.host)
        sheet.entered.connect(self._figure_entered)
        return self.known(sheet)

    @cached_property
    def choice(self) -> ChoiceSheet:
        """One of several products."""
        sheet = ChoiceSheet(self._place.theme, self._place.host)
        sheet.picked.connect(self._picked)
        return self.known(sheet)

    @cached_property
    def unlisted(self) -> UnlistedSheet:
        """Goods that no list knows."""
        from ui.checkout.unlisted_sheet import UnlistedSheet

        sheet = UnlistedSheet(self._place.theme, self._place.host)
        sheet.entered.connect(self._unlisted_entered)
        return self.known(sheet)

    @cached_property
    def prices(self) -> PricesSheet:
        """Keep the prices, or take the new ones?"""
        from ui.checkout.prices_sheet import PricesSheet

        sheet = PricesSheet(self._place.theme, self._place.host)
        sheet.answered.connect(self._prices_answered)
        return self.known(sheet)

    @cached_property
    def confirm(self) -> ConfirmSheet:
        """Empty it all?"""
        sheet = ConfirmSheet(self._place.theme, self._place.host)
        sheet.confirmed.connect(self._model.clear)
        return self.known(sheet)

    @cached_property
    def hold(self) -> WordsSheet:
        """What to call a basket that is set aside."""
        from ui.kit.words_sheet import WordsSheet

        sheet = WordsSheet(self._place.theme, self._place.host, needed=False)
        sheet.entered.connect(self._model.hold)
        return self.known(sheet)

    @cached_property
    def by_hand(self) -> ByHandSheet:
        """Another price, or a discount."""
        from ui.checkout.by_hand_sheet import ByHandSheet

        return self.known(ByHandSheet(self._place.theme, self._place.host))

    @cached_property
    def approval(self) -> Approval:
        """A second person's PIN."""
        from ui.approval import Approval

        return self.known(Approval(self._place))

    def known(self, sheet: SomeSheet) -> SomeSheet:
        """One more sheet that is a question of the register."""
        sheet.closed.connect(self._closed)
        self._made.append(sheet)
        return sheet

    def _cleared(self) -> None:
        for sheet in self._made:
            sheet.close_sheet()

    @property
    def open(self) -> bool:
        """Whether a question stands there: scans wait until it is answered."""
        return any(sheet.isVisible() for sheet in self._made)

    def _closed(self) -> None:
        if not self.open:
            self.over.emit()

    def refused(self, words: str) -> bool:
        """Show a refusal in the question that caused it; False when no question stands there."""
        asking = [sheet for sheet in self._made if sheet.isVisible() and isinstance(sheet, Wrong)]
        for sheet in asking[-1:]:
            sheet.wrong(words)
        return bool(asking)

    @property
    def choosing(self) -> bool:
        """Whether a digit key chooses."""
        return self.open and self.choice.isVisible()

    # -- figures --------------------------------------------------------------------------------------------------

    def ask_quantity(self, row: int) -> None:
        """Another quantity on a line."""
        name, quantity = self._model.rows[row].name, self._model.quantity_of(row)
        if self._model.may_change(row):
            self._ask_figure(
                self.tr("Quantity"), name, self.tr("Quantity"), quantity, lambda t: self._model.set_quantity(row, t)
            )

    def ring_up_style(self, product: Product) -> None:
        """Goods whose size and colour nobody has chosen yet: asks for them; the one touched is under the Enter key."""
        variants = self._place.app.catalog.styles(product.style) if product.style else ()
        if len(variants) > 1:
            self.ask_which(variants, product)
        else:
            self.ring_up(product)

    def ring_up(self, product: Product) -> None:
        """This very product: scales and open prices ask for their figure."""
        name = product.name(self._place.languages.language)
        if product.open_price:
            words = self.tr("This item has no price of its own.")
            self._ask_figure(name, words, self.tr("Price"), "", lambda t: self._model.add_at_price(product.sku, t))
        elif product.weighed:
            title = self.tr("Weight in {0}").format(product.unit)
            self._ask_figure(title, name, title, "", lambda t: self._model.add(product.sku, t))
        else:
            self._model.add(product.sku)

    def _ask_figure(self, title: str, words: str, name: str, figure: str, take: Callable[[str], bool]) -> None:
        self._take = take
        self.figure.ask(title, words, name, figure, self.tr("Confirm"))

    def _figure_entered(self, text: str) -> None:
        if self._take(text):
            self.figure.close_sheet()

    # -- which one ------------------------------------------------------------------------------------------------

    def ask_which(self, products: tuple[Product, ...], likely: Product | None = None) -> None:
        """Several products fit: one digit key decides."""
        self._options = products
        results = [self._side.result_of(product, DIGITS[n : n + 1]) for n, product in enumerate(products)]
        words = self.tr("Choose with a digit key, or tap.")
        current = products.index(likely) if likely in products else 0
        self.choice.ask(self.tr("Which one is it?"), words, results, current)

    def _picked(self, row: int) -> None:
        product = self._options[row]
        if not self._model.choose(product):
            self.ring_up(product)

    # -- unlisted -------------------------------------------------------------------------------------------------

    def ask_unlisted(self, row: int) -> None:
        """Sell a red line's code, or goods without one (row -1), by category and tax."""
        no = self._model.stopped(row)
        if no is not None:
            self._model.say_no(no)
            return
        self._row = row
        app = self._place.app
        self.unlisted.ask(
            self._model.code_of(row),
            self._place.languages.language,
            app.catalog.categories() if app.catalog.state == "ready" else (),
            tuple(app.desk.book().taxes.values()),
            point=app.desk.store.currency.digits > 0,
        )

    def _unlisted_entered(self, name: str, category: str, tax: str, price: str) -> None:
        if self._model.sell_unlisted(self._row, name, category, tax, price):
            self.unlisted.close_sheet()

    # -- prices ---------------------------------------------------------------------------------------------------

    def ask_prices(self, found: NewPrices) -> None:
        """Both totals; until somebody chose, the basket costs what it cost."""
        self._new_prices = found
        currency = self._place.app.desk.store.currency
        old, new = money(found.old, currency), money(found.new, currency)
        words = self.tr("These goods cost {0} when the basket was begun, and {1} now. The journal keeps the answer.")
        self.prices.ask(
            self.tr("Prices have changed"),
            words.format(old, new),
            self.tr("Keep {0}").format(old),
            self.tr("Take {0}").format(new),
            cheaper=found.new < found.old,
        )

    def _prices_answered(self, take: bool) -> None:
        if self._new_prices is not None:
            self._model.answer_prices(self._new_prices, take)

    # -- emptying -------------------------------------------------------------------------------------------------

    def ask_empty(self) -> None:
        """Emptying loses the customer's goods: it asks."""
        if self._model.rows:
            title = self.tr("Empty the basket?")
            totals = self._model.totals_now
            words = self.tr("%n item(s) for {0}. The journal keeps what was in it.", "", totals.units)
            self.confirm.ask(title, words.format(totals.due), yes=self.tr("Empty"), no=self.tr("Keep"), kind="danger")

    def _ask_approval(self) -> None:
        self.approval.ask_for("void", self.tr("Your role does not permit it alone."), self._model.clear)

    # -- setting aside --------------------------------------------------------------------------------------------

    def ask_hold(self) -> None:
        """For a customer who comes back: a name or note that finds the basket again."""
        totals = self._model.totals_now
        words = self.tr("%n item(s) for {0}. A name or a note helps to find it again.", "", totals.units)
        title, name = self.tr("Set the basket aside"), self.tr("Name or note (may stay empty)")
        self.hold.ask(title, words.format(totals.due), name, self.tr("Hold"))
