"""The register: goods at the left, the basket at the right. Works by scanner, keyboard and finger alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from posapp.domain.catalog import Category, Product
from posapp.storage.catalog import Listing
from ui.checkout.basket_panel import BasketPanel
from ui.checkout.goods_panel import GoodsPanel
from ui.checkout.model import CheckoutModel, LastScan, Totals
from ui.checkout.rows import Words
from ui.checkout.sheets import ChoiceSheet, FigureSheet
from ui.checkout.tiles import LazyTiles, ShelfWords, Shelves
from ui.kit.cart_list import CartRow
from ui.screen import Place, Screen


class CheckoutScreen(Screen):
    """Joins the panels, the model and the keys. The focus always comes back to the search field."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        theme = place.theme
        self.model = CheckoutModel(place.sounds, self)
        self.goods, self.basket = GoodsPanel(theme), BasketPanel(theme)
        self.quantity, self.choice = FigureSheet(theme, place.host), ChoiceSheet(theme, place.host)
        self._categories: tuple[Category, ...] = ()
        self._category = 0
        self._found: list[Listing] = []
        self._options: tuple[Product, ...] = ()
        self._shelves: Shelves | None = None
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 0)
        row.addWidget(self.goods, 44)
        row.addWidget(self.basket, 56)
        self._make_actions()
        self._connect()
        self.model.attach(place.app, place.tasks)
        self.retranslate()

    # -- wiring ---------------------------------------------------------------------------------------------------

    def _action(self, key: str, do: Callable[[], object]) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(do)
        self.addAction(action)
        return action

    def _make_actions(self) -> None:
        self.pay = self._action("F12", self.model.pay)
        self.search = self._action("F2", self._search)
        self.amount = self._action("F6", self._ask_quantity)
        self.undo = self._action("Ctrl+Z", self.model.undo)
        self.remove = self._action("Del", self._remove)
        self.empty = self._action("Ctrl+Shift+Del", self._empty)
        self.fold = self._action("Ctrl+T", self._fold)
        self.basket.pay.follow(self.pay)
        self.basket.add_key(self.amount, "calculator")
        self.basket.add_key(self.undo, "undo-2")
        self.basket.add_key(self.empty, "trash-2", danger=True, apart=True)
        self.goods.fold.clicked.connect(self.fold.trigger)

    def _connect(self) -> None:
        model, goods, basket = self.model, self.goods, self.basket
        model.basket.connect(self._show_basket)
        model.totals.connect(self._show_totals)
        model.last_scan.connect(self._show_last)
        model.refused.connect(self._refused)
        model.choice.connect(self._choose)
        model.found.connect(self._show_found)
        model.entered_found.connect(self._add)
        model.pay_opened.connect(self._to_payment)
        goods.typed.connect(model.search)
        goods.entered.connect(self._entered)
        goods.tile.connect(self._tile)
        goods.result.connect(self._result)
        goods.category.connect(self._show_category)
        basket.list.remove.connect(self._remove_row)
        basket.list.step.connect(model.step)
        self.quantity.entered.connect(self._quantity_entered)
        self.choice.picked.connect(self._picked)
        self._place.bridge.changed.connect(self._changed)

    # -- words ----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        language = self._place.languages.language
        for action, words in (
            (self.pay, self.tr("Pay")),
            (self.search, self.tr("Search")),
            (self.amount, self.tr("Quantity")),
            (self.undo, self.tr("Undo removal")),
            (self.remove, self.tr("Remove line")),
            (self.empty, self.tr("Empty")),
            (self.fold, self.tr("Fold tiles")),
        ):
            action.setText(words)
        self.goods.field.set_name(self.tr("Scan, or search by name, number or pinyin"))
        self.goods.fold.set_label(self.tr("Fold tiles") + " Ctrl+T")
        self.goods.chips.more.set_label(self.tr("More categories"))
        self.basket.last.set_hint(self.tr("Scan the first item"))
        self.basket.totals.set_words(
            self.tr("{0} items"), self.tr("Subtotal"), self.tr("Discounts"), self.tr("Amount due")
        )
        self._shelves = Shelves(
            self._place.app,
            ShelfWords(language, self.tr("{0} left"), self.tr("Sold out"), self.tr("sizes and colours")),
        )
        self.model.set_words(
            Words(
                language,
                self.tr("Unlisted"),
                self.tr("Member price"),
                self.tr("Discount"),
                self.tr("Not sold"),
                self.tr("Dismiss"),
            )
        )
        self._show_goods()

    def _show_goods(self) -> None:
        ready = self._place.app.catalog.state == "ready"
        self._categories = self._place.app.catalog.categories() if ready else ()
        self._category = min(self._category, len(self._categories))
        language = self._place.languages.language
        self.goods.show_categories(self.tr("All"), self._categories, language, self._category)
        self._show_category(self._category)

    def _show_category(self, number: int) -> None:
        assert self._shelves is not None
        self._category = number
        category = self._categories[number - 1] if number else None
        self.goods.show_tiles(LazyTiles(self._place.app, self._shelves, category))
        self.goods.browse()

    def _changed(self, topic: str) -> None:
        if topic in ("catalog", "settings"):
            self.model.catalog_changed()
            self.retranslate()

    # -- the page -------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self.model.refresh()
        self._focus()

    def _focus(self) -> None:
        self.goods.field.setFocus()

    def scanned(self, code: str) -> None:
        if self.quantity.isVisible() or self.choice.isVisible():
            self._place.sounds.play("refused")
            return
        self.model.scan(code)

    def lone_key(self, key: str) -> None:
        if self.choice.isVisible():
            self.choice.digit(key)
        elif key in "+-" and not self.goods.field.text().strip("+-"):
            self.goods.field.clear()
            row = self.basket.list.current
            if row >= 0 and self.basket.list.rows[row].steps:
                self.model.step(row, 1 if key == "+" else -1)

    # -- goods ----------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        self._focus()
        self.goods.field.selectAll()

    def _entered(self, typed: str) -> None:
        if not typed.strip():
            return
        if self._found and self.goods.views.currentWidget() is self.goods.results and typed == self.model.found_for:
            self._result(max(0, self.goods.results.current))
        else:
            self.model.enter(typed)

    def _show_found(self, typed: str, found: list[Listing]) -> None:
        assert self._shelves is not None
        self._found = found
        if not typed:
            self.goods.browse()
            return
        results = [self._shelves.result(listing) for listing in found]
        self.goods.show_results(results, self.tr("Nothing found for “{0}”.").format(typed))

    def _result(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._add(self._found[row].product)

    def _tile(self, number: int) -> None:
        tile = self.goods.grid.cells.rows[number]
        product = self._place.app.catalog.by_sku(tile.key)
        if product is not None:
            self._add(product)

    def _add(self, product: Product) -> None:
        self._clear_search()
        variants = self._place.app.catalog.styles(product.style) if product.style else ()
        if len(variants) > 1:
            self._choose(variants)
        else:
            self.model.add(product.sku)
            self._focus()

    def _clear_search(self) -> None:
        self.goods.field.clear()
        self.model.search("")

    def _choose(self, products: tuple[Product, ...]) -> None:
        assert self._shelves is not None
        self._options = products
        shelves = self._shelves
        results = [shelves.result(shelves.listing(p), str(n + 1) if n < 9 else "") for n, p in enumerate(products)]
        words = self.tr("Choose with a digit key, or tap.")
        self.choice.ask(self.tr("Which one is it?"), words, results)

    def _picked(self, row: int) -> None:
        self.model.choose(self._options[row])
        self._focus()

    # -- basket ---------------------------------------------------------------------------------------------------

    def _show_basket(self, rows: list[CartRow], current: int | None) -> None:
        self.basket.list.set_rows(rows, current)

    def _show_totals(self, totals: Totals) -> None:
        self.basket.totals.show_totals(totals)

    def _show_last(self, last: LastScan) -> None:
        self.basket.last.show_scan(last)

    def _refused(self, words: str) -> None:
        if self.quantity.isVisible():
            self.quantity.wrong(words)
            return
        self.basket.last.show_scan(LastScan(words, "", "", good=False))
        self._focus()

    def _remove(self) -> None:
        self._remove_row(self.basket.list.current)

    def _remove_row(self, row: int) -> None:
        self.model.remove(row)
        self._focus()

    def _empty(self) -> None:
        self.model.clear()
        self._focus()

    def _fold(self) -> None:
        self.goods.set_folded(not self.goods.is_folded)
        self._focus()

    def _ask_quantity(self) -> None:
        row = self.basket.list.current
        if 0 <= row < len(self.basket.list.rows):
            line = self.basket.list.rows[row]
            self.quantity.ask(
                self.tr("Quantity"), line.name, self.tr("Quantity"), self.model.quantity_of(row), self.tr("Confirm")
            )

    def _quantity_entered(self, text: str) -> None:
        if self.model.set_quantity(self.basket.list.current, text):
            self.quantity.close_sheet()
            self._focus()

    def _to_payment(self) -> None:
        self._place.go("payment")
