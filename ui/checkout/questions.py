"""The questions that ringing up may raise: how many, how heavy, at what price, which one, unlisted, empty it all?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from posapp.domain.catalog import Product
from ui.approval import ApprovalSheet
from ui.checkout.goods_side import DIGITS, GoodsSide
from ui.checkout.model import CheckoutModel
from ui.checkout.sheets import ChoiceSheet, FigureSheet
from ui.checkout.unlisted_sheet import UnlistedSheet
from ui.drawer import approvers
from ui.kit.sheet import ConfirmSheet, Sheet
from ui.screen import Place

VOID = "void"


class Questions(QObject):
    """Each question is a sheet over the page; `over` when the last one is closed."""

    over = Signal()

    def __init__(self, place: Place, model: CheckoutModel, side: GoodsSide) -> None:
        super().__init__(side)
        self._place, self._model, self._side = place, model, side
        theme, host = place.theme, place.host
        self.figure, self.choice = FigureSheet(theme, host), ChoiceSheet(theme, host)
        self.unlisted, self.confirm = UnlistedSheet(theme, host), ConfirmSheet(theme, host)
        self.approval = ApprovalSheet(theme, host)
        self._take: Callable[[str], bool] = lambda _typed: False
        self._options: tuple[Product, ...] = ()
        self._row = -1
        for sheet in self.sheets:
            sheet.closed.connect(self._closed)
        self.figure.entered.connect(self._figure_entered)
        self.choice.picked.connect(self._picked)
        self.unlisted.entered.connect(self._unlisted_entered)
        self.confirm.confirmed.connect(model.clear)
        self.approval.entered.connect(self._approve)
        model.choice.connect(self.ask_which)
        model.approval_needed.connect(self._ask_approval)
        model.cleared.connect(self.approval.close_sheet)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of them."""
        return self.figure, self.choice, self.unlisted, self.confirm, self.approval

    @property
    def open(self) -> bool:
        """Whether a question stands there: scans wait until it is answered."""
        return any(sheet.isVisible() for sheet in self.sheets)

    def _closed(self) -> None:
        if not self.open:
            self.over.emit()

    def refused(self, words: str) -> bool:
        """Show a refusal in the question that caused it; False when no question stands there."""
        for sheet in (self.approval, self.figure, self.unlisted):
            if sheet.isVisible():
                sheet.wrong(words)
                return True
        return False

    # -- figures --------------------------------------------------------------------------------------------------

    def ask_quantity(self, row: int) -> None:
        """Another quantity on a line."""
        name, quantity = self._model.rows[row].name, self._model.quantity_of(row)
        if quantity:
            self._ask_figure(
                self.tr("Quantity"), name, self.tr("Quantity"), quantity, lambda t: self._model.set_quantity(row, t)
            )

    def ring_up(self, product: Product) -> None:
        """Goods chosen on the screen: a style asks for size and colour, scales and open prices for their figure."""
        variants = self._place.app.catalog.styles(product.style) if product.style else ()
        if len(variants) > 1:
            self.ask_which(variants)
        else:
            self._ring_up_one(product)

    def _ring_up_one(self, product: Product) -> None:
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

    def ask_which(self, products: tuple[Product, ...]) -> None:
        """Several products fit: one digit key decides."""
        self._options = products
        results = [self._side.result_of(product, DIGITS[n : n + 1]) for n, product in enumerate(products)]
        words = self.tr("Choose with a digit key, or tap.")
        self.choice.ask(self.tr("Which one is it?"), words, results)

    def _picked(self, row: int) -> None:
        product = self._options[row]
        if not self._model.choose(product):
            self._ring_up_one(product)

    # -- unlisted -------------------------------------------------------------------------------------------------

    def ask_unlisted(self, row: int) -> None:
        """Sell a red line's code, or goods without one (row -1), by category and tax."""
        self._row = row
        app = self._place.app
        self.unlisted.ask(
            self._model.rows[row].name if row >= 0 else "",
            self._place.languages.language,
            app.catalog.categories() if app.catalog.state == "ready" else (),
            sorted(app.desk.book().taxes.values(), key=lambda tax: -tax.rate),
            point=app.desk.store.currency.digits > 0,
        )

    def _unlisted_entered(self, name: str, category: str, tax: str, price: str) -> None:
        if self._model.sell_unlisted(self._row, name, category, tax, price):
            self.unlisted.close_sheet()

    # -- emptying -------------------------------------------------------------------------------------------------

    def ask_empty(self) -> None:
        """Emptying loses the customer's goods: it asks."""
        if self._model.rows:
            title = self.tr("Empty the basket?")
            words = self.tr("{0} lines for {1}. The journal keeps what was in it.")
            count, due = len(self._model.rows), self._model.totals_now.due
            self.confirm.ask(title, words.format(count, due), yes=self.tr("Empty"), no=self.tr("Keep"), kind="danger")

    def _ask_approval(self) -> None:
        self.approval.set_words(self.tr("Empty the basket"), self.tr("Your role does not permit it alone."))
        self.approval.ask(approvers(self._place, VOID))

    def _approve(self, staff: str, pin: str) -> None:
        self._model.clear_approved(staff, pin)
