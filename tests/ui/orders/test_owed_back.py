"""What was paid at a counter for an order: asked of the hub before it is taken, given back where the order ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hub.storage import orders as hub_orders
from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.orders.fetching import fetch_two_at_once
from tests.ui.till_window import TillWindow, till_window
from ui.orders.screen import OrdersScreen
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen

Key = Qt.Key
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-orders.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_paid_at_the_counter_and_given_back_where_the_order_ended(shop: Shop, qapp: QApplication) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        fetch_two_at_once(shop, counter)
        pickup = counter.app.pickup
        pickup.take("W33")
        for sku in ("A", "B"):
            pickup.pick(sku, "W33")
        pickup.ready("W33", "C-2")
        counter.till.sync()
        page = _orders(counter, "W33")
        counter.until(lambda: "100.00" in page.right.main.label)
        counter.key(Key.Key_F12)
        counter.until(lambda: not counter.app.desk.basket.cart.empty)
        assert counter.app.desk.basket.cart.source == "order W33"
        counter.until(lambda: counter.window.page == "checkout")
        counter.key(Key.Key_F12)
        counter.until(lambda: isinstance(counter.page(), PaymentScreen))
        paying = cast(PaymentScreen, counter.page())
        counter.key(Key.Key_Return)
        counter.until(paying.finished.isVisible)
        counter.until(lambda: paying.rested)
        assert paying.finished.next.label == "Hand over W33"
        counter.key(Key.Key_Return)
        counter.until(lambda: counter.window.page == "orders" and page.right.title.text().startswith("W33"))
        counter.until(lambda: page.right.main.label == "Hand over")
        counter.till.sync()
        hub_orders.act(shop.hub.database, "W33", "cancel", "x", shop.clock.now())
        counter.till.sync()
        counter.until(lambda: page.right.state.words == "Cancelled")
        counter.until(lambda: page.right.main.label == "Give ¥ 100.00 back")
        assert "¥ 100.00 paid at a counter is owed back" in page.right.about.text()
        counter.tap(page.right.main)
        back = cast(ReturnsScreen, counter.page())
        counter.until(lambda: back.sum.isVisible())
        assert (back.sum.words, back.reasons.isVisible()) == ("Goes back ¥ 100.00", False)
        back.model.step(1, -1)
        assert back.sum.words == "Goes back ¥ 100.00", "all of it goes back, or nothing"
        counter.until(lambda: back.confirm.isEnabled())
        counter.key(Key.Key_F12)
        counter.until(lambda: isinstance(counter.page(), PaymentScreen))
        payment = cast(PaymentScreen, counter.page())
        counter.key(Key.Key_Return)
        counter.until(payment.finished.isVisible)
        counter.till.sync()
        page = _orders(counter, "W33")
        counter.until(lambda: bool(counter.till.sync()) and not page.right.main.isVisible())  # once
        assert counter.app.till.cash.sums(counter.app.desk.open_shift()).expected == 50_000


def _orders(counter: TillWindow, id_: str) -> OrdersScreen:
    counter.window.go("orders")
    page = cast(OrdersScreen, counter.page())
    page.left.field.setText(id_)
    page.model.find(id_)
    counter.until(lambda: page.right.title.text().startswith(id_))
    return page
