"""What the left side does: categories and tiles, search as one types, and which product is wanted in the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from posapp.domain.barcode import kind
from posapp.domain.catalog import Category, Product
from posapp.domain.errors import Refused
from posapp.storage.catalog import Listing
from ui.checkout.goods_panel import GoodsPanel
from ui.checkout.model import CheckoutModel
from ui.checkout.tiles import LazyTiles, ShelfWords, Shelves
from ui.kit.result_list import Result
from ui.kit.status import announce
from ui.screen import Place
from ui.texts import refusal

DIGITS = "123456789"
SETTLE_MS = 800
"""News of the catalogue come in many pieces; tiles are read again once they pause."""


class GoodsSide(QObject):
    """What is chosen: `wanted(product)` is that very one, `style_wanted(product)` leaves size and colour open.

    `steered(event)`: arrow keys while nothing is searched.
    """

    wanted = Signal(object)
    style_wanted = Signal(object)
    steered = Signal(QKeyEvent)

    def __init__(self, place: Place, model: CheckoutModel, panel: GoodsPanel) -> None:
        super().__init__(panel)
        self._place, self._model, self.panel = place, model, panel
        self._categories: tuple[Category, ...] = ()
        self._category = 0
        self._found: list[Listing] = []
        self._words = ShelfWords("zh", "{0}", "")
        self._shelves = Shelves(place.app, self._words)
        self._news = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._news.timeout.connect(self.show_goods)
        panel.typed.connect(model.search)
        panel.entered.connect(self._entered)
        panel.tile.connect(self._tile)
        panel.result.connect(self._result)
        panel.category.connect(self._show_category)
        panel.field.steered.connect(self._steer)
        model.found.connect(self._show_found)
        model.entered_found.connect(self._want_style)
        model.entered_code.connect(self._code)
        model.nothing_found.connect(self._nothing)

    @property
    def shelves(self) -> Shelves:
        """Turns products into results for the choice sheet."""
        return self._shelves

    def retranslate(self) -> None:
        """Every text in the language of now; the same goods in other words."""
        panel = self.panel
        panel.field.set_name(self.tr("Scan or search"))
        self._words = ShelfWords(self._place.languages.language, self.tr("{0} left"), self.tr("Sold out"))
        self.show_goods()
        if self._model.found_for:
            self._show_found(self._model.found_for, self._found)

    def goods_changed(self) -> None:
        """The hub sent other goods or prices."""
        self._news.start()

    def show_goods(self) -> None:
        """Categories and tiles as the catalogue has them now; the place in the list stays."""
        self._shelves = Shelves(self._place.app, self._words)
        self._categories = self._shelves.categories
        self._category = min(self._category, len(self._categories))
        language = self._place.languages.language
        self.panel.show_categories(self.tr("All"), self._categories, language, self._category)
        self.panel.show_tiles(self._tiles(), stay=True)

    def _tiles(self) -> LazyTiles:
        category = self._categories[self._category - 1] if self._category else None
        return LazyTiles(self._place.app, self._shelves, category)

    def _show_category(self, number: int) -> None:
        self._category = number
        self.panel.show_tiles(self._tiles())
        self.clear_search()

    # -- search ---------------------------------------------------------------------------------------------------

    def clear_search(self) -> None:
        """Back to the tiles; the field takes the next word or scan."""
        self.panel.field.clear()
        self._model.search("")
        self.panel.field.setFocus()

    def _entered(self, typed: str) -> None:
        if not typed.strip():
            return
        if self._found and typed == self._model.found_for:
            self._result(max(0, self.panel.results.current))
        else:
            self._model.enter(typed)

    def _show_found(self, typed: str, found: list[Listing]) -> None:
        self._found = found
        if not typed:
            self.panel.browse()
            return
        digits = DIGITS if digits_choose(typed) else ""
        results = [self._shelves.result(each, digits[n : n + 1]) for n, each in enumerate(found)]
        self.panel.show_results(results, self._nothing_words(typed))

    def _nothing_words(self, typed: str) -> str:
        if kind(typed.strip()) == "bad_check_digit":
            return refusal(Refused("check_digit", code=typed.strip()), self._place.languages.language)
        return self.tr("Nothing found for “{0}”.").format(typed)

    def _nothing(self, typed: str) -> None:
        """Said where the hands are, and the next key replaces it: a word is not a code, and no line."""
        field = self.panel.field
        self.panel.show_results([], self._nothing_words(typed))
        field.set_wrong(self.panel.nothing.text())
        field.setFocus()
        field.selectAll()
        announce(field, field.wrong, urgent=True)

    def _code(self, code: str) -> None:
        self.clear_search()
        self._model.scan(code)

    def digit(self, key: str) -> bool:
        """A lone digit key behind letters chooses a result; tells whether it did."""
        typed = self.panel.field.text().removesuffix(key)
        number = DIGITS.find(key)
        shown = typed == self._model.found_for and digits_choose(typed)
        if number < 0 or not shown or number >= len(self._found):
            return False
        self._result(number)
        return True

    def result_of(self, product: Product, digit: str) -> Result:
        """A product in a list to choose from."""
        return self._shelves.result(self._shelves.listing(product), digit)

    def _result(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._want(self._found[row].product)

    def _want_style(self, product: Product) -> None:
        self.clear_search()
        self.style_wanted.emit(product)

    def _tile(self, number: int) -> None:
        tile = self.panel.grid.cells.rows[number]
        product = self._place.app.catalog.by_sku(tile.key)
        if product is not None:
            self._want_style(product)

    def _want(self, product: Product) -> None:
        self.clear_search()
        self.wanted.emit(product)

    # -- keys of the field ----------------------------------------------------------------------------------------

    def _steer(self, event: QKeyEvent) -> None:
        if not self.panel.steer(event):
            self.steered.emit(event)


def digits_choose(typed: str) -> bool:
    """Behind a letter a digit is a choice; behind a digit or a space it goes on as text ("可乐 330")."""
    return bool(typed) and typed[-1].isalpha() and not any(c.isdigit() for c in typed)
