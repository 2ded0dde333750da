"""Products as tiles and results, read from the catalogue only where they are visible."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from posapp.app import App
from posapp.domain.catalog import Category, Product
from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.promotion import Promotion
from posapp.storage.catalog import Listing
from ui.checkout.rows import per_unit, variant
from ui.kit.pictures import Drawing, drawing_for
from ui.kit.result_list import Result
from ui.kit.tile_grid import Tile
from ui.kit.tokens import State
from ui.texts import money

PAGE = 60
KEPT = 8
LOW = 5000
"""Thousandths in stock from which on a tile warns."""


@dataclass(frozen=True, slots=True)
class ShelfWords:
    """The few words of tiles, in the person's language; `left` has a place for the count."""

    language: str
    left: str
    none_left: str
    price_asked: str


class Shelves:
    """Turns products into tiles and results."""

    def __init__(self, app: App, words: ShelfWords) -> None:
        self._app = app
        self.words = words
        self._drawings: dict[str, Drawing] = {}
        self._currency = app.desk.store.currency
        ready = app.catalog.state == "ready"
        self.categories = app.catalog.categories() if ready else ()
        self._by_id = {category.id: category for category in self.categories}

    def tile(self, listing: Listing) -> Tile:
        """One product on the grid: the person's language leads, today's price below."""
        product, words = listing.product, self.words
        today = self._app.shelf.today(product)
        drawing = self.drawing(product)
        stock, state = self._stock(listing)
        name = product.name(words.language)
        second = product.name("en" if words.language == "zh" else "zh")
        return Tile(
            key=product.sku,
            name=name,
            price=self._price(product, today.price),
            second=second if second != name else "",
            detail=" · ".join(variant(product)) or product.sku,
            stock=stock,
            stock_state=state,
            badge=offer_name(today.offers[0], words.language) if today.offers else "",
            icon=drawing.icon,
            tint=drawing.tint,
        )

    def result(self, listing: Listing, digit: str = "") -> Result:
        """One product in a list to choose from."""
        product = listing.product
        drawing = self.drawing(product)
        stock, state = self._stock(listing)
        return Result(
            key=product.sku,
            name=product.name(self.words.language),
            detail=" · ".join((product.sku, *variant(product))),
            price=self._price(product, self._app.shelf.today(product).price),
            note=stock,
            note_state=state,
            icon=drawing.icon,
            tint=drawing.tint,
            digit=digit,
        )

    def listing(self, product: Product) -> Listing:
        """A product with what is known of its stock."""
        stock = self._app.catalog.stock(product.sku)
        return Listing(product, stock[0] if stock else None, stock[1] if stock else 0)

    def _price(self, product: Product, price: int) -> str:
        return self.words.price_asked if product.open_price else per_unit(money(price, self._currency), product)

    def _stock(self, listing: Listing) -> tuple[str, State]:
        """For information only: goods in hand are sold whatever the count says."""
        if listing.on_hand is None:
            return "", "neutral"
        free = listing.on_hand - listing.reserved
        if free <= 0:
            return self.words.none_left, "bad"
        return self.words.left.format(format_quantity(free)), "warn" if free <= LOW else "good"

    def drawing(self, product: Product) -> Drawing:
        """What stands for a picture of the product."""
        known = self._drawings.get(product.category)
        if known is None:
            category = self._by_id.get(product.category)
            known = drawing_for(category.name_en, category.name_zh) if category else drawing_for(product.category)
            if category is not None and category.icon:
                known = Drawing(category.icon, known.tint)
            self._drawings[product.category] = known
        return known


def offer_name(offer: Promotion, language: str) -> str:
    """An offer in the person's language."""
    first, second = (offer.name_zh, offer.name_en) if language == "zh" else (offer.name_en, offer.name_zh)
    return first or second or offer.id


class LazyTiles(Sequence[Tile]):
    """The goods of a category in the order of the catalogue; pages are read when they come into sight."""

    def __init__(self, app: App, shelves: Shelves, category: Category | None) -> None:
        self._app, self._shelves = app, shelves
        self._category = category.id if category is not None else None
        self._count = app.catalog.count(self._category) if app.catalog.state == "ready" else 0
        self._pages: OrderedDict[int, list[Tile]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Tile: ...

    @overload
    def __getitem__(self, index: slice) -> list[Tile]: ...

    def __getitem__(self, index: int | slice) -> Tile | list[Tile]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        number, place = divmod(index, PAGE)
        page = self._page(number)
        if place >= len(page):  # the catalogue has just become shorter; the grid is told in a moment
            return Tile("", "", "")
        return page[place]

    def _page(self, number: int) -> list[Tile]:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page

    def _read(self, number: int) -> list[Tile]:
        try:
            listings = self._app.catalog.browse(self._category, number * PAGE, PAGE)
            return [self._shelves.tile(listing) for listing in listings]
        except Refused:  # no catalogue just now: it is fetched again, and the screen is told when it is here
            return []
