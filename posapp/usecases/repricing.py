"""Prices that changed while a basket lay there. It keeps those it began with until somebody was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from posapp.contract.ops import PricesAnsweredOp, encode
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart, CartLine
from posapp.domain.catalog import priced_at
from posapp.domain.errors import Refused
from posapp.domain.pricing import PriceBook, PricedCart, price
from posapp.domain.pricing.unit_price import price_changes
from posapp.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class NewPrices:
    """What the basket costs (`old`) and what the same goods would cost at the prices of `at`."""

    old: int
    new: int
    at: str
    cart: Cart
    book: PriceBook
    priced: PricedCart


class Repricing:
    """The question that stands before a payment: keep the prices, or take the new ones?"""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.asks = True
        """A script that rings up baskets of last year keeps their prices."""

    def found(self) -> NewPrices | None:
        """What the new prices would make of the basket; None when it costs the same, or money was taken for it."""
        desk, at = self._desk, self._desk.now_text()
        basket = desk.basket
        if not self.asks or basket.paying or not basket.cart.lines or not self._may_differ(at):
            return None
        cart = replace(basket.cart, lines=tuple([self._now(line, at) for line in basket.cart.lines]))
        book = desk.book_at(at)
        try:
            priced = price(cart, book)
        except Refused:  # goods without a tax today: no prices to offer
            return None
        if [line.net for line in priced.lines] == [line.net for line in desk.priced.lines]:
            return None
        return NewPrices(desk.priced.total, priced.total, at, cart, book, priced)

    def _may_differ(self, at: str) -> bool:
        """Whether the hub sent other rules, or a moment has passed at which a price of the basket changes by itself."""
        basket = self._desk.basket
        since = basket.prices_asked or basket.began
        moments = [price_changes(line.product, since) for line in basket.cart.lines if line.product.prices]
        return self._desk.rules_changed or min([self._desk.book().next_change(since), *moments]) <= at

    def _now(self, line: CartLine, at: str) -> CartLine:
        """The line with the goods as the catalogue has them now; what left it stays as it was rung up."""
        product = None if line.unlisted else self._desk.catalog.by_sku(line.product.sku)
        return line if product is None else replace(line, product=priced_at(product, at))

    def take(self, found: NewPrices) -> None:
        """The basket costs what it costs now."""
        basket = replace(self._desk.basket, cart=found.cart, began=found.at, prices_asked=found.at, offers=None)
        self._answer(found, basket, found.book, found.priced)

    def keep(self, found: NewPrices) -> None:
        """The basket costs what it did when it was begun; nobody asks again before prices change once more."""
        desk = self._desk
        self._answer(found, replace(desk.basket, prices_asked=found.at), desk.book(), desk.priced)

    def _answer(self, found: NewPrices, basket: Basket, book: PriceBook, priced: PricedCart) -> None:
        """Have the answer in the journal, and the basket beside it, in one transaction."""
        desk = self._desk
        staff, moment, till = desk.seller(), desk.moment(), desk.till
        body = encode(PricesAnsweredOp(found.old, found.new, taken=priced is found.priced))
        facts = (body, moment.at, moment.business_date, staff.id)

        def write() -> None:
            till.facts.record("prices_answered", *facts, also=lambda tx: till.baskets.save_in(tx, basket))

        desk.reprice(basket, book, priced, write)
