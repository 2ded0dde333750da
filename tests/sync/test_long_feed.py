"""A change of more goods than a page holds: all of it comes down, and a line that breaks on the way costs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bench.fault_proxy import Choose, Fault, FaultProxy
from hub.storage import records
from posapp.contract.feed_rows import ProductRow
from posapp.contract.feeds import PAGE
from posapp.domain.catalog import Product
from tests.support.shop import Shop, Till


def at_work(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    assert till.sync().state == "online"
    return till


def many(shop: Shop) -> list[Product]:
    """Head office lists more goods than two pages hold."""
    goods = [Product(f"L{n:04}", f"货{n}", f"Thing {n}", 100 + n, "13", "food") for n in range(2 * PAGE + 50)]
    rows = [ProductRow.of(product) for product in goods]
    shop.hub.publish([records.change("products", records.EVERY_STORE, row) for row in rows])
    return goods


def test_all_pages_of_a_long_feed_come_down_in_one_exchange(shop: Shop) -> None:
    till = at_work(shop)
    goods = many(shop)
    status = till.sync()
    assert (status.state, status.pulled) == ("online", len(goods))
    assert all(till.parts.catalog.by_sku(product.sku) == product for product in goods)
    assert till.sync().pulled == 0


def test_a_line_that_breaks_between_two_pages_keeps_what_came_and_goes_on_there(shop: Shop) -> None:
    till = at_work(shop)
    goods = many(shop)
    proxy = FaultProxy(shop.hub.url, broken_at(4))  # how the hub stands, two pages, the third
    till.parts.engine.hub.url = proxy.url
    assert till.sync().state == "offline"
    till.parts.engine.hub.url = shop.hub.url
    proxy.close()
    assert till.parts.catalog.by_sku(goods[2 * PAGE - 1].sku) == goods[2 * PAGE - 1]
    assert till.parts.catalog.by_sku(goods[-1].sku) is None
    status = till.sync()
    assert (status.state, status.pulled) == ("online", 50)
    assert till.parts.catalog.by_sku(goods[-1].sku) == goods[-1]


def broken_at(number: int) -> Choose:
    """That request gets no answer, nor does any after it."""
    fates: Iterator[Fault] = iter(["ok"] * (number - 1))
    return lambda _: next(fates, "cut_answer")
