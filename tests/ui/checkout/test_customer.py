"""Who buys, coupons, and why the basket costs what it costs, through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow
from ui.checkout.screen import CheckoutScreen
from ui.payment.screen import PaymentScreen

SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-member.json"
A, B, C, G = "6901234567892", "6901234567014", "6901234567021", "6901234567069"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """With members, coupons and offers."""
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def register(counter: TillWindow) -> CheckoutScreen:
    page = counter.go("checkout")
    assert isinstance(page, CheckoutScreen)
    return page


def hold_out(counter: TillWindow, page: CheckoutScreen, text: str) -> None:
    """F3, type, Enter; the hub has answered where it was asked."""
    counter.key(Qt.Key.Key_F3)
    counter.type(text + "\r")
    counter.until(lambda: not page.customer.asking)
    counter.settle()


def test_scenario_8_by_keys_and_scans(counter: TillWindow) -> None:
    page = register(counter)
    hold_out(counter, page, "138 0013 8000")
    assert page.basket.customer.isVisible()
    assert page.customer.chips == ["王*"]
    for code in (A, A, B, B, C):
        counter.scan(code)
    counter.scan("COUPON10")  # a coupon in front of the scanner needs no key
    counter.until(lambda: not page.customer.asking)
    assert page.model.totals_now.due == "¥ 221.80"
    assert page.customer.chips == ["王*", "Ten off −¥ 10.00"]
    assert [row.amount for row in page.model.rows] == ["150.80", "60.16", "10.84"]
    notes = page.model.rows[0].note.split(" · ")
    assert notes == ["Member price −20.00", "30 off from 200 −20.40", "Ten off −6.80"]
    counter.key(Qt.Key.Key_F12)
    paying = counter.page()
    assert isinstance(paying, PaymentScreen)
    assert paying.standing.due.text == "¥ 221.80"
    counter.key(Qt.Key.Key_Return)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert (sale.member, sale.priced.total, sale.priced.tax) == ("M1", 22180, 2517)
    printed = "\n".join(counter.equipment.controls().receipt_picture(sale, "zh").lines)
    assert "221.80" in printed
    assert "优惠券" in printed
    register(counter)
    assert not page.basket.customer.isVisible(), "the next customer is nobody yet"


def test_a_coupon_comes_off_by_a_tap_and_a_strangers_is_refused_in_the_sheet(counter: TillWindow) -> None:
    page = register(counter)
    counter.scan("CARD1")
    assert page.customer.chips == ["王*"]
    counter.scan(A)
    counter.scan(B)
    hold_out(counter, page, "c2-own")
    assert "another member" in page.customer.sheet.note.text()
    counter.hands.scan("TEN")  # over the sheet: what it is there for
    counter.settle()
    assert counter.app.desk.priced.discount == counter.till.money("20.00")
    counter.key(Qt.Key.Key_F3)
    page.customer.sheet.list.chosen.emit(1)
    counter.settle()
    assert counter.app.desk.priced.discount == counter.till.money("10.00")
    counter.key(Qt.Key.Key_F3)
    page.customer.sheet.list.chosen.emit(0)
    counter.settle()
    assert counter.app.desk.basket.cart.member is None
    ann = counter.app.members.enrol("13900008000", "Ann")
    counter.tap(page.goods.customer)  # by finger alone
    for digit in "8000":
        counter.tap(page.customer.sheet.keypad.keys[digit])
    counter.tap(page.customer.sheet.ok)
    assert {row.name for row in page.customer.sheet.list.results} == {"王*", "A**"}
    assert page.customer.sheet.list.current == -1, "of several who fit none is chosen before a person looked"
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Down)
    counter.type("\r")
    assert counter.till.parts.app.desk.basket.cart.member == ann
    counter.hands.scan("FIVE-ONCE")
    counter.key(Qt.Key.Key_F12)  # at once: payment waits for the hub's word
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    assert counter.app.desk.priced.discount == counter.till.money("15.00"), "member price and coupon"


def test_what_nearly_applies_is_told_and_rung_up_by_one_key(counter: TillWindow) -> None:
    page = register(counter)
    for code in (A, B, G):
        counter.scan(code)
    counter.tap(page.basket.totals)
    rows = page.explained.sheet.list.results
    assert [(row.name, row.detail, row.note) for row in rows] == [
        ("Goods for ¥ 45.60 more", "30 off from 200", "saves ¥ 30.00"),
        ("1 more: Socks", "Second at half price", "saves ¥ 9.95"),
        ("As a member", "F3", "saves ¥ 10.00"),
    ]
    counter.key(Qt.Key.Key_Return)
    counter.settle()
    assert counter.app.desk.priced.discount == counter.till.money("9.95")
    (applied, *_) = page.explained.sheet.list.results
    assert (applied.name, applied.detail, applied.price) == ("Second at half price", "Socks −9.95", "−¥ 9.95")
    counter.key(Qt.Key.Key_PageDown)
    counter.key(Qt.Key.Key_Return)
    assert page.customer.sheet.isVisible(), "who buys?"


def test_without_the_hub_a_second_person_goes_beyond_the_limit(counter: TillWindow, shop: Shop) -> None:
    page = register(counter)
    shop.hub.stop()
    counter.scan(B)
    hold_out(counter, page, "TWELVE-ONCE")
    assert page.customer.chips == ["Coupon −¥ 12.00"]
    hold_out(counter, page, "FIVE-ONCE")
    approval = page.questions.approval
    assert approval.isVisible()
    counter.key(Qt.Key.Key_Escape)
    counter.key(Qt.Key.Key_F12)
    assert "not been confirmed" in page.basket.last.words
    hold_out(counter, page, "FIVE-ONCE")
    counter.type("9999\r")
    counter.until(lambda: not approval.isVisible())
    counter.settle()
    assert page.customer.chips == ["Coupon −¥ 12.00", "Coupon −¥ 5.00"]
    assert page.model.totals_now.due == "¥ 18.50"
