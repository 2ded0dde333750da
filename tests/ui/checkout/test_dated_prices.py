"""Prices that change by the clock, as the register shows them and asks about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from hub.storage.records import Change
from posapp.contract.feed_rows import PriceRow, ProductRow
from tests.support.shop import Shop
from tests.ui.checkout.test_ringing import T_SHIRT, Key, page
from tests.ui.till_window import TillWindow
from ui.texts import money

TURN = "2026-11-21T16:00:00Z"


def announce(shop: Shop, counter: TillWindow, price: int) -> None:
    """Head office sends the T-shirt's price ahead, and the till hears of it."""
    row: dict[str, Any] = {"list": "shelf", "price": price, "starts": TURN}
    shirt = counter.app.catalog.by_sku("A")
    assert shirt is not None
    body = ProductRow.of(shirt, (T_SHIRT,)).model_copy(update={"prices": (PriceRow(**row),)})
    assert shop.hub.publish([Change("products", "", "A", body.model_dump_json(exclude_defaults=True))]) == 1
    counter.till.sync()
    counter.settle()


def price_on_tile(counter: TillWindow) -> str:
    tiles = page(counter).goods.grid.cells.rows
    return next(str(tile.price) for tile in tiles if tile.key == "A")


def turn(shop: Shop, counter: TillWindow) -> None:
    """The moment has come, and the page has looked at the clock."""
    shop.clock.set(datetime.fromisoformat(TURN))
    page(counter).side.look_at_clock()
    counter.settle()


def test_tiles_and_results_say_the_new_price_when_the_moment_has_come(shop: Shop, counter: TillWindow) -> None:
    announce(shop, counter, 10900)
    side = page(counter).side
    counter.until(lambda: side.turns_at == TURN)
    currency = counter.app.desk.store.currency
    assert price_on_tile(counter) == money(9900, currency)
    turn(shop, counter)
    assert price_on_tile(counter) == money(10900, currency)


@pytest.mark.parametrize(
    "key, price, total",
    [(None, 10900, 10900), (Key.Key_Return, 10900, 9900), (Key.Key_Return, 8900, 8900)],
)
def test_a_basket_asks_before_its_prices_change(
    shop: Shop, counter: TillWindow, key: Key | None, price: int, total: int
) -> None:
    """Enter means what costs the customer less; nothing is decided by Esc."""
    announce(shop, counter, price)
    counter.scan(T_SHIRT)
    turn(shop, counter)
    counter.tap(page(counter).basket.pay)
    sheet = page(counter).questions.prices
    assert sheet.isVisible()
    assert counter.window.page == "checkout"
    counter.key(Key.Key_Escape)
    assert not sheet.isVisible()
    assert counter.app.desk.priced.total == 9900
    counter.tap(page(counter).basket.pay)
    if key is None:
        counter.tap(sheet.take)
    else:
        counter.key(key)
    assert counter.window.page == "payment"
    assert counter.app.desk.priced.total == total
