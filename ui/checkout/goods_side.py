"""What the left side does: categories and tiles, search as one types, and which product is wanted in the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from posapp.domain.catalog import Category, Product
from posapp.storage.catalog import Listing
from ui.checkout.goods_panel import GoodsPanel
from ui.checkout.model import CheckoutModel
from ui.checkout.tiles import LazyTiles, ShelfWords, Shelves
from ui.kit.result_list import Result
from ui.screen import Place

DIGITS = "123456789"
SETTLE_MS = 800
"""News of the catalogue come in many pieces; tiles are read again once they pause."""
EMPTY_FIELD_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Z)


class GoodsSide(QObject):
    """`wanted(product)` when a tile or a result is chosen; `steered(event)`: arrow keys while nothing is searched."""

    wanted = Signal(object)
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
        panel.field.installEventFilter(self)
        panel.typed.connect(model.search)
        panel.entered.connect(self._entered)
        panel.tile.connect(self._tile)
        panel.result.connect(self._result)
        panel.category.connect(self._show_category)
        panel.field.steered.connect(self._steer)
        model.found.connect(self._show_found)
        model.entered_found.connect(self._want)

    @property
    def shelves(self) -> Shelves:
        """Turns products into results for the choice sheet."""
        return self._shelves

    def retranslate(self) -> None:
        """Every text in the language of now; the same goods in other words."""
        panel = self.panel
        panel.field.set_name(self.tr("Scan, or type a name"))
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
        self.panel.show_results(results, self.tr("Nothing found for “{0}”.").format(typed))

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

    def _tile(self, number: int) -> None:
        tile = self.panel.grid.cells.rows[number]
        product = self._place.app.catalog.by_sku(tile.key)
        if product is not None:
            self._want(product)

    def _want(self, product: Product) -> None:
        self.clear_search()
        self.wanted.emit(product)

    # -- keys of the field ----------------------------------------------------------------------------------------

    def _steer(self, event: QKeyEvent) -> None:
        if not self.panel.steer(event):
            self.steered.emit(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In an empty field, Del and Ctrl+Z belong to the basket."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in EMPTY_FIELD_KEYS or self.panel.field.text():
            return False
        event.ignore()
        return True


def digits_choose(typed: str) -> bool:
    """Behind a letter a digit is a choice; behind a digit or a space it goes on as text ("可乐 330")."""
    return bool(typed) and typed[-1].isalpha() and not any(c.isdigit() for c in typed)
