"""Two orders fetched in one round, through the window: the pick list, batch picking, what is short, and the history."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt

from hub.storage import web_orders
from posapp.contract.feed_orders import OrderTenderRow
from posapp.contract.order_calls import PlaceOrderRequest, WantedLine
from tests.support.refused import refused
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.orders.screen import OrdersScreen

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIRT, MUG, RICE = "6901234567892", "6901234567014", "6901234567021"


LINES = (WantedLine(sku="A", quantity=1000, amount=9900), WantedLine(sku="B", quantity=1000, amount=3550))
PAID = (OrderTenderRow(type="alipay", amount=13450),)
"""Of the order that the web shop promises for two hours from now."""


def fetch_two_at_once(shop: Shop, counter: TillWindow) -> None:
    """W31 is two mugs, W32 three shirts, W33 and W34 a shirt and a mug each."""
    asked = PlaceOrderRequest(id="W34", store="S1", name="赵敏", phone="+8613700137000", lines=LINES, tenders=PAID)
    code = web_orders.place(shop.hub.database, "web", asked, shop.clock.now()).code
    counter.till.sync()
    counter.window.go("orders")
    page = cast(OrdersScreen, counter.page())
    counter.until(lambda: len(page.left.orders.results) == 4)
    _by_the_clock(counter, page)
    _whole_list(counter, page)
    for id_ in ("W31", "W32"):
        _look_at(counter, page, id_)
        counter.key(Key.Key_F12)
        _stands(counter, page, "Picking")
    _held_against_others(counter)
    _view(counter, page, 1)
    counter.until(lambda: sorted(row.key for row in page.left.orders.results) == ["W31", "W32"])
    _view(counter, page, 3)
    mine = [("T-shirt × 3", "apparel"), ("Mug × 2", "home")]
    counter.until(lambda: [(row.name, row.note) for row in page.left.orders.results] == mine)
    for goods in (MUG, SHIRT, MUG, SHIRT):
        counter.scan(goods)
    counter.until(lambda: counter.app.pickup.view("W31").stand.state == "PICKED")  # to whichever wants it
    _short_and_found(counter, page)
    _history(counter, page)
    _a_part_by_finger(counter, page, code)


def _by_the_clock(counter: TillWindow, page: OrdersScreen) -> None:
    """The minutes until it was promised go down by themselves; then it is late."""
    clock = counter.till.clock

    def told() -> tuple[str, str]:
        row = next(row for row in page.left.orders.results if row.key == "W34")
        return row.price, row.note

    assert told() == ("120 min", "New")
    for minutes, words in ((7, ("113 min", "New")), (115, ("-2 min", "New, late"))):
        clock.set(clock.now() + timedelta(minutes=minutes))
        page._clock.timeout.emit()
        counter.until(lambda words=words: told() == words)  # type: ignore[misc]
    clock.set(clock.now() - timedelta(minutes=122))


def _whole_list(counter: TillWindow, page: OrdersScreen) -> None:
    """Of all new orders, while nobody has any in their hands: by shelf group."""
    _view(counter, page, 3)
    counter.until(lambda: [row.name for row in page.left.orders.results] == ["T-shirt × 5", "Mug × 4"])
    assert [sorted(row.detail.split(" · ")) for row in page.left.orders.results] == [
        ["W32", "W33", "W34"],
        ["W31", "W33", "W34"],
    ]
    _view(counter, page, 0)
    counter.until(lambda: len(page.left.orders.results) == 4)


def _held_against_others(counter: TillWindow) -> None:
    """Nobody else releases it while it is in somebody's hands."""
    app = counter.app
    app.sign_in.sign_in("c2", "2222")
    with refused("order_locked"):
        app.pickup.release("W32")
    app.sign_in.sign_in("c1", "1111")


def _short_and_found(counter: TillWindow, page: OrdersScreen) -> None:
    """One shirt is not there: its share would go back. Then it is found."""
    _view(counter, page, 0)
    counter.until(lambda: len(page.left.orders.results) == 4)
    _look_at(counter, page, "W32")
    counter.key(Key.Key_F6)
    sheet = page.acts.short_sheet
    counter.until(sheet.isVisible)
    assert sheet.quantity.text() == "1"
    counter.key(Key.Key_Return)
    counter.until(lambda: page.right.state.words == "Short")
    assert "¥ 89.00 goes back" in page.right.about.text()
    counter.key(Key.Key_F5)
    counter.until(lambda: page.right.state.words == "Picking")
    counter.scan(SHIRT)
    counter.until(lambda: page.right.state.words == "Picked")
    assert "goes back" not in page.right.about.text()


def _history(counter: TillWindow, page: OrdersScreen) -> None:
    """What was done, by whom and at which till, the newest first."""
    counter.key(Key.Key_T, CONTROL)
    counter.until(page.right.steps.isVisible)
    told = [row.name for row in page.right.steps.results]
    assert told == ["picked · T-shirt", "unpicked · T-shirt", "not found · not on the shelf", *told[3:]]
    assert told[-1] == "taken"
    assert all("收银员一 · Till 1" in row.detail for row in page.right.steps.results)
    counter.key(Key.Key_T, CONTROL)
    assert page.right.lines.isVisible()


def _a_part_by_finger(counter: TillWindow, page: OrdersScreen, code: str) -> None:
    """Released by whoever took it, taken again; rice instead of the mug stays on the shelf for another day."""
    _look_at(counter, page, "W34")
    for key, state in ((Key.Key_F12, "Picking"), (Key.Key_F8, "New"), (Key.Key_F12, "Picking")):
        counter.key(key)
        _stands(counter, page, state)
    page.right.lines.set_current(1)
    counter.key(Key.Key_F7)
    other = page.acts.substitute_sheet
    counter.until(other.isVisible)
    counter.scan(RICE)
    assert other.code.text() == RICE
    counter.key(Key.Key_Return)
    counter.until(lambda: [row.key for row in page.right.lines.results] == ["A", "C"])
    assert counter.app.pickup.view("W34").own[-1].reason == "by_phone", "how the customer agreed"
    counter.scan(MUG)
    assert "Put it back" in page.left.notice.words
    for goods in (SHIRT, RICE):
        counter.scan(goods)
    counter.until(lambda: page.right.state.words == "Picked")
    counter.key(Key.Key_F12)
    counter.type("B-2\r")
    counter.until(lambda: page.right.state.words == "Ready")
    counter.tap(page.right.main)
    sheet = page.acts.hand_over
    sheet.lines.chosen.emit(1)
    counter.type(code)
    counter.tap(sheet.ok)
    counter.until(lambda: page.left.notice.words == "Handed over")
    assert [row.note for row in page.right.lines.results] == ["given out", "found"]
    assert page.right.state.words == "Ready", "the rest waits"


def _stands(counter: TillWindow, page: OrdersScreen, state: str) -> None:
    """It stands so, and no question is under way that would swallow the next key."""
    counter.until(lambda: page.right.state.words == state and not page.model._busy)


def _look_at(counter: TillWindow, page: OrdersScreen, id_: str) -> None:
    row = [found.key for found in page.left.orders.results].index(id_)
    page.left.orders.chosen.emit(row)
    counter.until(lambda: page.right.title.text().startswith(id_))


def _view(counter: TillWindow, page: OrdersScreen, number: int) -> None:
    chip = page.left.views._group.button(number)
    assert chip is not None
    counter.tap(chip)
