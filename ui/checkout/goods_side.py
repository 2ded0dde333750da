"""What the left side does: categories and tiles, search as one types, and which product is wanted in the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from posapp.domain.barcode import kind
from posapp.domain.catalog import Category, Product
from posapp.domain.errors import Refused
from posapp.storage.catalog import Listing
from ui.checkout.goods_panel import GoodsPanel
from ui.checkout.model import CheckoutModel, looks_like_code
from ui.checkout.tiles import LazyTiles, ShelfWords, Shelves
from ui.kit.result_list import Result
from ui.kit.status import announce
from ui.product_photos import ProductPhotos
from ui.screen import Place
from ui.texts import refusal

DIGITS = "123456789"
SETTLE_MS = 800
"""News of the catalogue come in many pieces; tiles are read again once they pause."""
TURN_MS = 5_000
"""How late a tile may show the price of the moment before; what a scan costs is never late."""


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
        self._half = ""
        self._words = ShelfWords("zh", "{0}", "", "")
        self._shelves = Shelves(place.app, self._words)
        self._news = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._news.timeout.connect(self.show_goods)
        self.turns_at = ""
        self._turn = QTimer(self, interval=TURN_MS)
        self._turn.timeout.connect(self.look_at_clock)
        self.photos = ProductPhotos(place, self)
        for view in (panel.grid, panel.results):
            view.photos = self.photos.of
            self.photos.changed.connect(view.viewport().update)
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
        model.cleared.connect(panel.field.clear)
        for heard in (model.last_scan, model.refused, model.choice):
            heard.connect(self._drop_digits)

    @property
    def shelves(self) -> Shelves:
        """Turns products into results for the choice sheet."""
        return self._shelves

    @property
    def pointed_at(self) -> Product | None:
        """The search result under the Enter key."""
        panel = self.panel
        shown = panel.views.currentWidget() is panel.results and 0 <= panel.results.current < len(self._found)
        return self._found[panel.results.current].product if shown else None

    def retranslate(self) -> None:
        """Every text in the language of now; the same goods in other words."""
        panel = self.panel
        panel.field.set_name(self.tr("Scan or search"))
        self._words = ShelfWords(
            self._place.languages.language, self.tr("{0} left"), self.tr("Sold out"), self.tr("Price asked")
        )
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
        at, app = self._place.app.desk.now_text(), self._place.app
        if app.catalog.state == "ready":
            self._place.tasks.run(lambda: app.shelf.next_turn(at), self._turns, lambda _no: None)

    def _turns(self, dated: str) -> None:
        """Wait for the moment at which figures on tiles change by themselves."""
        self.turns_at = self._place.app.shelf.turns_at(dated)
        self._turn.start()

    def look_at_clock(self) -> None:
        """At that moment, with no basket there that keeps its own, tiles and results say what goods cost from now."""
        desk = self._place.app.desk
        if self.turns_at and self.turns_at <= desk.now_text() and desk.basket.cart.empty:
            self.turns_at = ""
            self.show_goods()
            if self._model.found_for:
                self._show_found(self._model.found_for, self._found)

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
        shown = bool(self._found) and typed == self._model.found_for
        if typed.strip().isdecimal():
            self._number_entered(typed, self.panel.results.current if shown else -1)
        elif shown:
            self._result(max(0, self.panel.results.current))
        else:
            self._model.enter(typed)

    def _number_entered(self, typed: str, row: int) -> None:
        """Digits are a whole code or number, or a hand has chosen (row) what begins so. Half a scan sells nothing."""
        key = typed.strip()
        exact = self._exact(key)
        if row >= 0 and self._found[row].product not in exact:
            self._result(row)
        elif looks_like_code(key) or any(product.sku != key for product in exact):
            self._code(key)
        elif exact:
            self._want(exact[0])
        else:
            self._half = typed
            self._model.search(typed)

    def _exact(self, key: str) -> tuple[Product, ...]:
        """The goods with this very code or number."""
        catalog = self._place.app.catalog
        if catalog.state != "ready":
            return ()
        product = catalog.by_sku(key)
        return catalog.by_code(key) or ((product,) if product is not None else ())

    def _drop_digits(self) -> None:
        """Digits that lie in the field when a scan comes are the head of one that broke off."""
        if self.panel.field.text().strip().isdecimal():
            self.panel.field.clear()
            self._model.search("")

    def _show_found(self, typed: str, found: list[Listing]) -> None:
        self._found = found
        if not typed:
            self.panel.browse()
            return
        digits = DIGITS if digits_choose(typed) else ""
        results = [self._shelves.result(each, digits[n : n + 1]) for n, each in enumerate(found)]
        if typed.strip().isdecimal():
            self._show_numbers(typed, results)
        else:
            self.panel.show_results(results, self._nothing_words(typed))

    def _show_numbers(self, typed: str, results: list[Result]) -> None:
        """What begins with these digits; under the Enter key is only what has exactly these."""
        exact = self._exact(typed.strip())
        row = next((n for n, each in enumerate(self._found) if each.product in exact), -1)
        words = self.tr("Nothing has exactly this number. ↓ and Enter choose, or tap.") if results and row < 0 else ""
        self.panel.show_results(results, self._nothing_words(typed), row, words)
        entered, self._half = self._half == typed, ""
        if entered and row < 0:
            self._place.sounds.play("refused")
            self._wrong(words or self._nothing_words(typed))

    def _nothing_words(self, typed: str) -> str:
        if kind(typed.strip()) == "bad_check_digit":
            return refusal(Refused("check_digit", code=typed.strip()), self._place.languages.language)
        return self.tr("Nothing found for “{0}”.").format(typed)

    def _nothing(self, typed: str) -> None:
        """Said where the hands are, and the next key replaces it: a word is not a code, and no line."""
        self.panel.show_results([], self._nothing_words(typed))
        self._wrong(self.panel.nothing.text())

    def _wrong(self, words: str) -> None:
        field = self.panel.field
        field.set_wrong(words)
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
