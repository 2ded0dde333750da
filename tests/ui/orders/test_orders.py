"""Scenario 31 through the window: taken, picked by scanning, made ready, handed over; by keys and by finger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
import requests
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage import exceptions, notices, web_orders
from hub.storage import orders as hub_orders
from posapp.contract import routes
from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.kit.sheet import open_sheet
from ui.orders.screen import OrdersScreen
from ui.tasks import Tasks

Key = Qt.Key
SHIRT, MUG = "6901234567892", "6901234567014"
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-orders.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_scenario_31_through_the_window(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        bar = counter.window.top_bar
        counter.until(lambda: "3" in bar._pickup.label)
        counter.tap(bar._pickup)
        page = cast(OrdersScreen, counter.page())
        counter.until(lambda: len(page.left.orders.results) == 3)
        assert page.right.title.text().startswith("W31 · Web · 王* ")
        assert not [row for row in page.left.orders.results if "王芳" in row.words()], "the queue reads along"
        _pick(counter, page)
        _customer_is_here(shop, counter, page)
        _told_again(shop, counter, page)
        _wrong_codes(counter, page)
        _sister_collects(counter, page)
        counter.until(lambda: "2" in bar._pickup.label)
        _buys_more(counter, page)
        counter.till.sync()
        found = hub_orders.by_id(shop.hub.database, "W31")
        assert found is not None
        assert found[0].state == "HANDED_OVER"
        name, signature = counter.app.pickup.collected("W31")
        assert (name, signature.count(",") > 2) == ("王莉", True)
        _several_fit(counter, page)
        _told_of_new_ones(shop, counter)
        _one_code_of_two(counter)
        _two_without_the_line(shop, counter, qapp)


def _pick(counter: TillWindow, page: OrdersScreen) -> None:
    counter.key(Key.Key_F12)
    counter.until(lambda: page.right.state.words == "Picking")
    counter.until(lambda: [step.act for step in counter.app.pickup.view("W31").own] == ["take", "slip"])
    counter.scan(SHIRT)
    assert "Put it back" in page.left.notice.words
    assert counter.sounds.names[-1] == "refused"
    assert "type its code" in page.right.hint.text()
    counter.scan(MUG)
    counter.until(lambda: page.right.lines.results[0].price == "1 / 2")
    assert not page.left.notice.words, "what went wrong before is over"
    counter.key(Key.Key_F2)
    counter.type(page.right.lines.results[0].key + "\r")  # nobody needs a scanner
    counter.until(lambda: page.right.state.words == "Picked")
    counter.key(Key.Key_F12)
    counter.type("A-3\r")
    counter.until(lambda: page.right.state.words == "Ready")
    assert "A-3" in page.right.about.text()


def _customer_is_here(shop: Shop, counter: TillWindow, page: OrdersScreen) -> None:
    """Said to the web shop: heard, and seen on whatever page is open, first in the list and in the order."""
    counter.window.go("checkout")
    counter.till.sync()
    here = routes.WEB_ARRIVED.format(order="W31")
    token = web_orders.new_token(shop.hub.database, "web", shop.clock.now(), "test")
    for _again in range(2):
        said = {"place": "沪A12345\u202e"}
        answer = requests.post(shop.hub.url + here, json=said, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        assert answer.status_code == 200, answer.text
    counter.sounds.names.clear()
    counter.till.sync()
    counter.until(lambda: "order" in counter.sounds.names)
    assert counter.window.parts.toast.words == "The customer of W31 is here · 沪A12345"
    counter.until(lambda: "3" in counter.window.top_bar._pickup.label)
    counter.tap(counter.window.top_bar._pickup)
    counter.until(lambda: page.left.orders.results[0].note == "Customer is here")
    assert page.left.orders.results[0].detail.startswith("沪A12345 · ")
    assert page.right.about.text().startswith("The customer waits outside: 沪A12345 · ")
    view = counter.app.pickup.view("W31")
    assert [step.act for step in view.order.steps].count("arrive") == 1, "the same again says nothing new"


def _told_again(shop: Shop, counter: TillWindow, page: OrdersScreen) -> None:
    """Once for a key that was pressed twice, or at two tills; with the line down it is not said as if it were done."""
    counter.app.desk.is_offline = lambda: False
    counter.key(Key.Key_F4)
    assert "told a moment ago" in page.left.notice.words
    counter.till.clock.set(counter.till.clock.now() + timedelta(minutes=2))
    counter.key(Key.Key_F4)
    assert page.left.notice.words == "The customer is told once more"
    counter.key(Key.Key_F4)
    assert "told a moment ago" in page.left.notice.words
    assert "told 2 times" in page.right.about.text()
    counter.till.clock.set(counter.till.clock.now() + timedelta(minutes=2))
    counter.app.desk.is_offline = lambda: True
    counter.key(Key.Key_F4)
    assert page.left.notice.words == "The line is down: the customer is told as soon as it is back"
    counter.till.sync()
    told = [row.kind for row in notices.of(shop.hub.database, "S1", "W31")]
    assert told.count("order_ready") == 3


def _wrong_codes(counter: TillWindow, page: OrdersScreen) -> None:
    counter.key(Key.Key_F12)
    sheet = page.acts.hand_over
    assert "王芳" in sheet._words.text(), "compared with who stands there"
    for left in (4, 3, 2, 1):
        sheet.code.clear()
        counter.type("000000\r")
        counter.until(lambda left=left: f"{left} more" in sheet.notice.words)  # type: ignore[misc]
    sheet.code.clear()
    counter.type("000000\r")
    counter.until(lambda: not sheet.isVisible())
    assert "A manager can unlock it" in page.left.notice.words
    counter.until(lambda: page.unlock.isEnabled() and not page.step.isEnabled())
    counter.key(Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: open_sheet(counter.window.canvas) is not None)
    counter.key(Key.Key_Escape)
    counter.till.clock.set(counter.till.clock.now() + timedelta(minutes=15))
    page.model.reload()
    counter.until(lambda: page.step.isEnabled())


def _sister_collects(counter: TillWindow, page: OrdersScreen) -> None:
    counter.tap(page.right.main)
    sheet = page.acts.hand_over
    counter.tap(sheet.ok)
    assert "First the pickup code" in sheet.notice.words
    counter.scan("482913")
    assert sheet.code.text() == "482913"
    page.model.choose("W32")  # the list went on beneath the question, which is still W31's
    sheet.lines.chosen.emit(0)
    counter.tap(sheet.ok)
    assert "stay here" in sheet.notice.words, "said without lines it would be all of it"
    assert [step.act for step in counter.app.pickup.view("W31").own].count("hand_over") == 0
    sheet.lines.chosen.emit(0)
    counter.tap(sheet.who._group.button(1))
    counter.tap(sheet.ok)
    assert sheet.isVisible(), "nobody without a name"
    assert "who collects" in sheet.notice.words
    sheet.collector.setText("王莉")
    pad = sheet.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for x in (60, 120, 200):
        QTest.mouseMove(pad, QPoint(x, 40))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    counter.tap(sheet.ok)
    counter.until(lambda: page.left.notice.words == "Handed over")


def _buys_more(counter: TillWindow, page: OrdersScreen) -> None:
    """In the same visit: the counter is the customer's, where a member has the order's number."""
    id_ = counter.app.members.enrol("13800138000", "王芳")
    counter.until(lambda: page.acts.order is not None and page.acts.order.row.state == "HANDED_OVER")
    counter.until(page.more.isEnabled)
    counter.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    counter.until(lambda: counter.window.page == "checkout")
    counter.scan(MUG)
    assert counter.app.desk.basket.cart.member == id_
    counter.window.go("orders")
    counter.settle()
    page.model.choose("W31")
    counter.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "There are goods on the counter" in page.left.notice.words, "another customer's, maybe"
    counter.app.payment.pay()
    counter.app.payment.take_cash_and_complete(10_000)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert (sale.member, counter.app.pickup.view("W31").stand.state) == (id_, "HANDED_OVER")


def _several_fit(counter: TillWindow, page: OrdersScreen) -> None:
    """The goods of two orders: both are shown and neither is chosen."""
    counter.key(Key.Key_F2)
    counter.type("8000 wang\r")
    counter.until(lambda: bool(page.left.notice.words))
    page.left.field.clear()
    counter.until(lambda: page.model.typed == "")  # what stood there was let go, a moment later
    counter.type("48291\r")
    counter.until(lambda: "No such order" in page.left.notice.words)
    counter.type("3")
    counter.until(lambda: page.model.typed == "482913" and not page.left.notice.words)
    page.left.field.clear()
    counter.until(lambda: page.model.typed == "")
    page.model.find(SHIRT)
    counter.until(lambda: [row.key for row in page.left.orders.results] == ["W33", "W32"])  # the newest first
    assert page.right.title.text() == "Choose an order"
    assert page.left.orders.current == -1
    page.model.find("W40")
    counter.until(lambda: "徐汇店" in page.right.hint.text())
    assert page.right.title.text().startswith("W40")
    assert [key.isEnabled() for key in (page.step, page.unpick)] == [False, False], "read, and not collected"


def _told_of_new_ones(shop: Shop, counter: TillWindow) -> None:
    """A new order is heard and seen on whatever page is open, however it is named; a ready one is nobody's alarm."""
    counter.window.go("checkout")
    counter.sounds.names.clear()
    file = json.loads(SHOP_FILE.read_text("utf-8"))
    odd = "<img src=x><b>" + "王" * 180
    new = [
        ("N1", "NEW", "110022", odd, "0001"),
        ("R1", "READY", "775533", "王芳", "8000"),
        ("R2", "READY", "775533", "王强", "8000"),
    ]
    for id_, state, code, name, last in new:
        customer = {"name": name, "phone": f"+861380013{last}"}
        file["orders"].append(file["orders"][0] | {"id": id_, "state": state, "code": code, "customer": customer})
    shop.hub.load(json.dumps(file).encode())
    counter.till.sync()
    counter.until(lambda: "order" in counter.sounds.names)
    assert "New online order: N1" in counter.window.parts.toast.words
    counter.until(lambda: "3" in counter.window.top_bar._pickup.label)


def _one_code_of_two(counter: TillWindow) -> None:
    """Both are shown with name and goods, none is chosen, and the code alone hands neither over."""
    counter.tap(counter.window.top_bar._pickup)
    page = cast(OrdersScreen, counter.page())
    counter.scan("775533")
    counter.until(lambda: sorted(row.key for row in page.left.orders.results) == ["R1", "R2"])
    assert page.left.orders.current == -1
    assert page.right.title.text() == "Choose an order"
    assert all("× 2" in row.detail for row in page.left.orders.results)
    number = [row.key for row in page.left.orders.results].index("R1")
    page.left.orders.chosen.emit(number)
    counter.until(lambda: page.right.title.text().startswith("R1"))
    counter.key(Key.Key_F12)
    sheet = page.acts.hand_over
    counter.type("775533\r")
    counter.until(sheet.also.isVisible)
    assert "2 orders" in sheet.notice.words
    counter.type("王强\r")
    counter.until(lambda: page.acts.model._busy is False)
    assert counter.app.pickup.view("R1").stand.state == "READY", "the other one's name"
    sheet.also.clear()
    counter.type("王芳\r")
    counter.until(lambda: counter.app.pickup.view("R1").stand.state == "HANDED_OVER")
    assert counter.app.pickup.view("R2").stand.state == "READY"


def _two_without_the_line(shop: Shop, counter: TillWindow, qapp: QApplication) -> None:
    """Neither window can know of the other: both hand-overs stand, and head office reads both tills and persons."""
    counter.till.sync()  # the other till learns that one order of this code is gone
    _given_without_the_line(counter)
    tasks = Tasks()
    other = TillWindow(shop.till("2", later=tasks.later), qapp, (1366, 768), "en", tasks)
    try:
        other.enter("c2", "2222")
        other.till.sync()
        _given_without_the_line(other)
        for each in (counter, other):
            each.till.sync()
        other.till.sync()
        page = cast(OrdersScreen, other.page())
        page.model.find("R2")
        other.until(lambda: "Head office has been told" in page.right.hint.text())
        assert page.right.steps.results[0].name == "handed over · the order was over by then: not counted"
        tills = {each.till.parts.till.enrolment.required().till for each in (counter, other)}
    finally:
        other.close()
    (found,) = (row for row in exceptions.every(shop.hub.database) if row.kind == "handed_twice")
    assert ({document.till for document in found.documents}, set(found.people)) == (tills, {"c1", "c2"})
    assert found.facts["order"] == "R2"


def _given_without_the_line(counter: TillWindow) -> None:
    hub = counter.till.parts.engine.hub
    hub.url, there = "http://127.0.0.1:9", hub.url  # nothing listens there
    counter.window.go("orders")
    counter.settle()
    page = cast(OrdersScreen, counter.page())
    page.model.find("R2")
    counter.until(lambda: page.right.title.text().startswith("R2"))
    counter.until(page.step.isEnabled)
    counter.key(Key.Key_F12)
    counter.until(page.acts.hand_over.isVisible)
    counter.type("775533\r")
    counter.until(lambda: page.left.notice.words == "Handed over")
    assert counter.app.pickup.view("R2").own[-1].offline
    hub.url = there
