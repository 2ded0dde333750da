"""The price check: which goods were scanned or typed, and their card in the person's words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from posapp.domain.errors import Refused
from posapp.domain.money import format_quantity
from posapp.domain.return_words import DISPOSITION_WORDS, word_of
from ui.checkout.card_sheet import Card, CardSheet
from ui.checkout.rows import per_unit, variant
from ui.checkout.tiles import offer_name
from ui.kit.result_list import Result
from ui.texts import money, refusal

if TYPE_CHECKING:
    from posapp.domain.catalog import Product
    from posapp.storage.catalog import Listing
    from posapp.usecases.item_cards import ItemCard
    from ui.checkout.goods_side import GoodsSide
    from ui.checkout.questions import Questions
    from ui.screen import Place


class PriceCheck(QObject):
    """Looks at goods; only `taken` rings them up."""

    def __init__(self, place: Place, side: GoodsSide, questions: Questions, page: QWidget) -> None:
        super().__init__(page)
        self._place, self._side, self._questions = place, side, questions
        self._shown: Product | None = None

    @cached_property
    def sheet(self) -> CardSheet:
        """The card."""
        sheet = CardSheet(self._place.theme, self._place.host)
        sheet.wanted.connect(self._look_up)
        sheet.taken.connect(self._take)
        sheet.picture.photos = self._side.photos.of
        self._side.photos.changed.connect(sheet.picture.update)
        return self._questions.known(sheet)

    def ask(self, product: Product | None = None) -> None:
        """Open, with goods that were pointed at."""
        self._shown = None
        words = (self.tr("Price check"), self.tr("Scan, or type a code or a name"), self.tr("Into the basket"))
        self.sheet.ask(*words)
        if product is not None:
            self._show_goods(product)

    def _look_up(self, text: str, scanned: bool) -> None:
        app, typed = self._place.app, text.strip()
        if not typed:
            return
        try:
            cards = app.item_cards.scanned(typed)
        except Refused as no:
            if scanned or no.code == "open_payment_first":
                self._wrong(no)
            else:
                self._search(typed, no)
            return
        self._show(cards[0])

    def _search(self, typed: str, no: Refused) -> None:
        """Letters, or a number that no code has: the best match, as in the register's own field."""
        app = self._place.app

        def found(listings: list[Listing]) -> None:
            if not listings:
                self._wrong(no)
            elif self.sheet.isVisible():
                self._show_goods(listings[0].product)

        product = app.catalog.by_sku(typed) if app.catalog.state == "ready" else None
        if product is not None:
            self._show_goods(product)
        else:
            self._place.tasks.run(lambda: app.catalog.search(typed, 1), found, self._wrong)

    def _wrong(self, no: Refused) -> None:
        self._place.sounds.play("refused")
        self.sheet.wrong(refusal(no, self._place.languages.language))

    def _show_goods(self, product: Product) -> None:
        try:
            card = self._place.app.item_cards.of(product)
        except Refused as no:  # the catalogue was given up a moment ago
            self._wrong(no)
        else:
            self._show(card)

    def _show(self, card: ItemCard) -> None:
        self._shown = card.product
        self._place.sounds.play("good")
        self.sheet.show_card(self._card(card))

    def _card(self, card: ItemCard) -> Card:
        product, language = card.product, self._place.languages.language
        currency = self._place.app.desk.store.currency
        name, second = product.name(language), product.name("en" if language == "zh" else "zh")
        drawing = self._side.shelves.drawing(product)
        price = self.tr("Price asked") if product.open_price else per_unit(money(card.price, currency), product)
        return Card(
            name=name,
            second=second if second != name else "",
            detail=" · ".join((product.sku, *variant(product))),
            price=price,
            basis=self.tr("List price {0}").format(money(card.usual, currency)) if card.usual != card.price else "",
            member=self.tr("Members {0}").format(money(card.member, currency)) if card.member is not None else "",
            offers=" · ".join(offer_name(offer, language) for offer in card.offers),
            stock=self._stock(card),
            shops=[
                Result(at.shop, at.shop, price=format_quantity(at.free), icon="house", tint=drawing.tint)
                for at in card.elsewhere
            ],
            icon=drawing.icon,
            tint=drawing.tint,
            sku=product.sku,
        )

    def _stock(self, card: ItemCard) -> str:
        """What can be sold here, and what came back that cannot."""
        if card.stock is None:
            return ""
        language = self._place.languages.language
        aside = (f"{word_of(DISPOSITION_WORDS, state, language)} {format_quantity(n)}" for state, n in card.aside)
        return " · ".join((self.tr("Here: {0}").format(format_quantity(card.stock)), *aside))

    def _take(self) -> None:
        product, self._shown = self._shown, None
        if product is not None:
            self.sheet.close_sheet()
            self._questions.ring_up(product)
