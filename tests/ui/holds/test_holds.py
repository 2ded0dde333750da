"""Baskets set aside and recalled, as somebody does it at the register and on the page of held baskets."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage.holds import free
from posapp.domain.cart import add
from posapp.domain.catalog import Product
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.holds.screen import HoldsScreen
from ui.kit.result_list import Result
from ui.shift.close_screen import CloseScreen

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIRT, MUG = "6901234567892", "6901234567014"


def opened(counter: TillWindow) -> HoldsScreen:
    page = cast(HoldsScreen, counter.go("holds"))
    counter.settle()
    return page


def test_f8_sets_aside_and_brings_back(counter: TillWindow) -> None:
    register = cast(CheckoutScreen, counter.page())
    counter.scan(SHIRT)
    counter.key(Key.Key_F8)
    counter.until(lambda: register.questions.hold.isVisible())
    counter.type("red coat\r")
    counter.until(lambda: not register.model.rows)
    counter.key(Key.Key_F8)
    page = cast(HoldsScreen, counter.page())
    counter.until(lambda: [row.name for row in page.list.results] == ["red coat"])
    (row,) = page.list.results
    assert (row.detail, row.price) == ("T-shirt", "¥ 99.00")
    assert row.note.endswith("this till · just now")
    assert page.title.text() == "1 held basket"
    counter.key(Key.Key_Return)
    counter.until(lambda: counter.window.page == "checkout")
    counter.until(lambda: len(register.model.rows) == 1)
    assert register.model.rows[0].name == "T-shirt"


def test_scenario_4_three_baskets_a_restart_and_two_registers(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    """All three are back with lines, prices and member after the till was switched on again; what register 2 recalled
    register 1 is told of, by whom and where."""
    with till_window(shop, qapp) as first:
        first.enter("m1", "9999")
        ann = first.app.members.enrol("13900008000", "Ann")
        register = cast(CheckoutScreen, first.page())
        for label, codes in (("1", [SHIRT]), ("2", [MUG, SHIRT]), ("3", [MUG, MUG])):
            for code in codes:
                first.scan(code)
            if label == "3":
                first.key(Key.Key_F3)
                first.type("13900008000\r")
                first.until(lambda: register.customer.chips == ["A**"])
            first.key(Key.Key_F8)
            first.type(f"{label}\r")
            first.until(lambda: not register.model.rows)
        till = first.till
    again = TillWindow(till, qapp, (1366, 768), "en")
    try:
        again.enter("m1", "9999")
        page = opened(again)
        again.until(lambda: len(page.list.results) == 3)
        assert [(row.name, row.detail, row.price) for row in page.list.results] == [
            ("1", "T-shirt", "¥ 99.00"),
            ("2", "Mug, T-shirt", "¥ 134.50"),
            ("3", "Mug × 2", "¥ 71.00"),
        ]
        till.sync()
        other = shop.till("2")
        other.sign_in()
        other.recall(page.list.results[2].key)
        assert (other.cart.total, other.cart.lines[0].line.quantity) == (7100, 2000)
        assert other.parts.app.desk.basket.cart.member == ann
        other.sync()
        page.list.set_current(2)
        again.key(Key.Key_Return)
        again.until(lambda: "was taken by" in page.notice.words)
        assert "收银员一" in page.notice.words
        assert "at till 2" in page.notice.words
        assert again.app.desk.basket.cart.empty
        close_over_two_baskets(again)
    finally:
        again.close()


def close_over_two_baskets(counter: TillWindow) -> None:
    """By keys: the two that are left are listed, and nothing goes on before each is decided."""
    counter.go("drawer")
    counter.key(Key.Key_E, CTRL)
    page = cast(CloseScreen, counter.page())
    assert [row.name for row in page.before.list.results] == ["1", "2"]
    counter.key(Key.Key_Return)
    assert not page.before.next.isEnabled()
    counter.key(Key.Key_D, CTRL)
    counter.type("\r")
    assert page.why.isVisible(), "not without a reason"
    counter.type("did not come back\r")
    counter.until(lambda: [row.name for row in page.before.list.results] == ["2"])
    assert not page.before.next.isEnabled()
    counter.key(Key.Key_K, CTRL)
    counter.key(Key.Key_Return)
    assert page.steps.currentIndex() == 1
    counter.tap(page.count.by_amount)
    counter.type("500\r")
    counter.until(lambda: page.rested)
    counter.type("\r")
    closed = counter.app.till.shifts.last_closed()
    assert closed is not None
    assert (closed.z, closed.difference, counter.app.till.shifts.z(closed).report.held) == (1, 0, 1)
    assert [hold.label for hold in counter.app.till.holds.all()] == ["2"]


def test_a_basket_of_another_till_and_who_took_it(shop: Shop, counter: TillWindow) -> None:
    other = shop.till("2")
    other.sign_in()
    other.add("A")
    by_hand, manager = other.parts.app.reductions, other.parts.app.sign_in.approve("discount", "m1", "9999")
    by_hand.give(by_hand.line_discount(1, "临期", percent=50_000), manager)
    one = other.hold(label="red coat")
    name = "\x1b[2Jcap\u202e e" + "\u0301" * 50
    cap = Product("?", name, name, 100, "13", "apparel", open_price=True)
    other.add("B")
    other.parts.app.desk.lay(add(other.parts.app.desk.basket.cart, cap, unlisted=True))
    gone = other.hold()
    other.sync()
    page = opened(counter)
    assert not page.list.results
    counter.equipment.line.start()
    counter.until(lambda: [row.name for row in page.list.results][:1] == ["red coat"])
    assert "cannot be reached" not in page.hint.text()
    assert "till 2" in page.list.results[0].note
    clean = "[2Jcap e" + "\u0301" * 4
    assert page.list.results[1].name == f"Mug, {clean}"

    third = shop.till("2")
    third.sign_in()
    third.recall(gone)
    assert third.cart.lines[1].line.product.name_zh == clean
    page.list.set_current(1)
    counter.key(Key.Key_Return)
    counter.until(lambda: page.notice.words.startswith("This held basket was taken by "))
    assert "at till 2. Go on there" in page.notice.words
    assert counter.app.desk.basket.cart.empty
    third.sync()
    counter.until(lambda: len(page.list.results) == 1)

    counter.key(Key.Key_Return)
    counter.until(lambda: counter.window.page == "checkout")
    assert [line.product.sku for line in counter.app.desk.basket.cart.lines] == ["A"]
    register = cast(CheckoutScreen, counter.page())
    counter.until(lambda: len(register.model.rows) == 2)
    red = register.model.rows[1]
    assert (red.name, red.badge, register.model.rows[0].amount) == ("T-shirt", "Discount", "99.00")
    assert red.detail.startswith("Not taken over: discount 50%, by 店长 as that till says. Give it again")
    assert counter.app.holds.listed() == ()
    other.sync()
    assert [(hold.id, bool(hold.taken)) for hold in other.parts.app.holds.listed()] in ([], [(one, True)])


def test_a_basket_that_head_office_freed(shop: Shop, counter: TillWindow) -> None:
    other, broken = shop.till("2"), shop.till("2")
    for till in (other, broken):
        till.sign_in()
    one = other.hold("A", label="red coat")
    other.sync()
    broken.sync()
    broken.parts.app.holds.ask(one, broken._take_hold)
    counter.equipment.line.start()
    page = opened(counter)
    counter.until(lambda: [row.note[-9:] for row in page.list.results] == ["at till 2"])
    counter.key(Key.Key_Return)
    counter.until(lambda: "Head office can free the basket" in page.notice.words)
    free(shop.hub.database, one, "till 2 is broken", shop.clock.now(), "ann")
    counter.equipment.controls().sync_now()
    counter.until(lambda: results(page)[0].note == "freed by head office; till 2 had it")
    counter.key(Key.Key_Return)
    counter.until(lambda: counter.window.page == "checkout")
    assert [line.product.sku for line in counter.app.desk.basket.cart.lines] == ["A"]


def test_the_hub_goes_away(shop: Shop, counter: TillWindow) -> None:
    other = shop.till("2")
    other.sign_in()
    other.hold("A", label="red coat")
    other.sync()
    counter.equipment.line.start()
    page = opened(counter)
    counter.until(lambda: bool(page.list.results))
    shop.hub.stop()
    counter.key(Key.Key_Return)
    counter.until(lambda: page.notice.words.startswith("This basket lies aside at till 2"))
    counter.equipment.controls().sync_now()
    counter.until(lambda: "The hub cannot be reached" in page.hint.text())
    counter.until(lambda: results(page)[0].note == "only at till 2 while the hub is away")
    counter.languages.set("zh")
    counter.until(lambda: results(page)[0].note == "总部断开时只能在 2 号收银机取回")
    shop.hub.start()


def results(page: HoldsScreen) -> list[Result]:
    return list(page.list.results)
