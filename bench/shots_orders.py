"""Pictures of online orders: the list, one of them in each state, the questions, the hand-over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt

from bench.counter import Counter
from posapp.domain.errors import Refused
from posapp.domain.order import TRANSFERS, Order, OrderLine, OrderStep, OrderTender
from posapp.domain.pickup import stand
from posapp.domain.times import to_text
from posapp.usecases.pickup import OrderView
from ui.orders.screen import OrdersScreen

Shot = Callable[[str], None]
NAMES: Final = (
    ("王芳", "+8613800138000"),
    ("李强", "+8613900138000"),
    ("陈雨桐", "+8613700136021"),
    ("Ada", "+8613600134455"),
)


def orders(at: Counter, shot: Shot) -> None:
    """A morning with four orders."""
    lay(at)
    at.window.go("orders")
    page = at.window.page_of("orders")
    assert isinstance(page, OrdersScreen)
    pickup, codes = at.app.pickup, at.codes(3)
    at.until(lambda: len(page.left.orders.results) == len(NAMES))
    at.settle()
    at.calm()
    shot("orders")
    for number in (1, 2):
        pickup.take(f"W100{number}")
    for code in codes[:2]:
        pickup.pick(code, "W1001")
    page.model.choose("W1001")
    page.model.reload()
    at.settle()
    shot("orders-picking")
    page.short.trigger()
    shot("orders-short")
    at.key(Qt.Key.Key_Escape)
    page.substitute.trigger()
    shot("orders-substitute")
    at.key(Qt.Key.Key_Escape)
    page.left.views.chosen.emit(3)
    at.until(lambda: page.model.view == "list" and bool(page.left.orders.results))
    at.settle()
    shot("orders-pick-list")
    ready(at, page, shot)


def ready(at: Counter, page: OrdersScreen, shot: Shot) -> None:
    """Picked, on its shelf, handed over."""
    pickup = at.app.pickup
    for code in at.codes(3):
        while pickup.view("W1001").stand.state == "PICKING":
            try:
                pickup.pick(code, "W1001")
            except Refused:  # there is enough of it
                break
    page.left.views.chosen.emit(0)
    page.model.choose("W1001")
    at.settle()
    shot("orders-picked")
    pickup.ready("W1001", "A-3")
    page.model.reload()
    at.settle()
    shot("orders-ready")
    page.right.sides.chosen.emit(1)
    at.settle()
    shot("orders-history")
    page.right.sides.chosen.emit(0)
    page.step.trigger()
    at.settle()
    shot("orders-hand-over")
    page.acts.hand_over.who.chosen.emit(1)
    page.acts.hand_over.wrong("…", second=True)
    shot("orders-collector")
    at.key(Qt.Key.Key_Escape)
    page.left.field.setText("8000")
    page.model.find("8000")
    at.settle()
    shot("orders-several")
    page.left.field.clear()
    page.model.find("")
    between_shops(at, page, shot)
    at.window.go("checkout")


def between_shops(at: Counter, page: OrdersScreen, shot: Shot) -> None:
    """Goods that another shop sends here, those that it wants from here, and an order that lies there."""
    now, goods = to_text(at.app.clock.now()), at.app.catalog.by_code(at.codes(1)[0])[0]
    wants = (OrderLine(goods.sku, 2000, 2 * goods.price),)
    paid = (OrderTender("alipay", 2 * goods.price),)
    done = (
        OrderStep("take", now, "c1", "T", 1, "1"),
        OrderStep("pick", now, "c1", "T", 2, "1", line=1, quantity=1000),
        OrderStep("short", now, "c1", "T", 3, "1", line=1, quantity=1000, reason="empty_shelf", place="transfer"),
        OrderStep("transfer", now, till="S1.hub", seq=1, line=1, quantity=1000, place="S2"),
        OrderStep("sent", now, till="S1.hub", seq=2, line=1, quantity=1000, place="S2"),
    )
    coming = Order("W1005", "web", now, "SHORT", "482915", "", *NAMES[0], wants, 0, paid, now, steps=done, began="NEW")
    asked = Order(
        "W2001-T1", TRANSFERS, now, "READY", name="徐汇店", lines=(replace(wants[0], amount=0),), promised=now
    )
    rows = [(order.id, order) for order in (coming, asked)]
    at.app.till.orders.apply(rows, (), 2, "shots", now)
    for order in (coming, asked):
        page.model.choose(order.id)
        page.model.reload()
        at.settle()
        shot("orders-coming" if order is coming else "orders-transfer")
    page.right.sides.chosen.emit(1)
    page.model.choose(coming.id)
    at.settle()
    shot("orders-coming-history")
    page.right.sides.chosen.emit(0)
    there = replace(coming, id="W3001", store="徐汇店", steps=(), began="READY", state="READY", phone="8000")
    page.model.view = "found"
    page.model._found_elsewhere((OrderView(there, stand(there)),), page.model.typed)
    at.settle()
    shot("orders-elsewhere")
    page.model.find("")
    at.settle()


def lay(at: Counter) -> None:
    """Four orders as the hub would tell of them, of goods that are sold here."""
    now = at.app.clock.now()
    goods = [at.app.catalog.by_code(code)[0] for code in at.codes(3)]
    told = []
    for number, (name, phone) in enumerate(NAMES, 1):
        lines = tuple(
            OrderLine(p.sku, 1000 * (1 + (number + i) % 3), p.price * (1 + (number + i) % 3))
            for i, p in enumerate(goods)
        )
        paid = () if number == 4 else (OrderTender("alipay", sum(x.amount for x in lines)),)
        promised = to_text(now + timedelta(minutes=25 * number - 40))
        channel = ("web", "wechat", "app", "phone")[number - 1]
        placed = to_text(now - timedelta(minutes=10 * number))
        told.append(
            Order(f"W100{number}", channel, placed, "NEW", f"48291{number}", "", name, phone, lines, 0, paid, promised)
        )
    at.app.till.orders.apply([(order.id, order) for order in told], (), 1, "shots", to_text(now))
    at.settle()
