"""Gift cards, stored value, points and vouchers through the real window, and goods left out after they were paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.notices.senders import FILE
from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.support.wallets import WECHAT
from tests.ui.payment.test_payment import ALT, Key, count, last_sale, pay
from tests.ui.till_window import TillWindow, till_window
from ui.payment.screen import PaymentScreen

SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-balances.json"
T_SHIRT, MUG = "6901234567892", "6901234567014"


@pytest.fixture
def counter(tmp_path: Path, ready_hubs: ReadyHubs, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    """A cashier at a till whose hub keeps balances."""
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        shop = Shop(tmp_path, hub, clock)
        with till_window(shop, qapp) as made:
            made.enter()
            yield made
        shop.close()


def settled(counter: TillWindow, page: PaymentScreen) -> None:
    """The answer that was waited for has come."""
    counter.until(lambda: page.taking.take.isEnabled())


def attach(counter: TillWindow, member: str) -> None:
    desk = counter.app.desk
    desk.lay(replace(desk.basket.cart, member=member))


def test_a_scanned_gift_card_pays_what_it_holds_and_cash_the_rest(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_G, ALT)
    assert page.taking.reference.isVisible()
    counter.scan("GC-60")
    settled(counter, page)
    assert page.standing.due.text == "¥ 39.00"
    assert page.taking.field.text() == "39.00"
    counter.key(Key.Key_1, ALT)
    counter.type("50")
    counter.key(Key.Key_Return)
    sale = last_sale(counter)
    assert [(t.type, t.amount) for t in sale.tenders] == [("gift_card", 6000), ("cash", 5000)]
    assert sale.settlement.change == 1100
    assert "GC-60" not in page.finished.receipt.words


def test_a_wrong_card_keeps_the_hands_on_its_number(counter: TillWindow) -> None:
    page = pay(counter)
    counter.tap(page.taking.more.chips["gift_card"])
    counter.tap(page.taking.take)
    counter.type("GC-00")
    counter.tap(page.taking.take)
    settled(counter, page)
    assert page.taking.reference.wrong == page.taking.notice.words != ""
    assert counter.app.desk.basket.tenders == ()


def test_points_are_counted_and_released_by_the_member(counter: TillWindow, tmp_path: Path) -> None:
    counter.scan(T_SHIRT)
    attach(counter, "M1")
    counter.key(Key.Key_F12)
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    counter.key(Key.Key_P, ALT)
    assert page.taking.field.text() == "8900", "points, not money"
    counter.until(lambda: "1250" in page.taking.notice.words)
    counter.type("1000")
    counter.key(Key.Key_Return)
    counter.type("13800138000")
    counter.key(Key.Key_Return)
    settled(counter, page)
    assert page.taking.reference.wrong, "a telephone number releases nothing"
    assert page.taking.code_key.isVisible()
    counter.key(Key.Key_O, ALT)
    counter.until(lambda: "no short messages" in page.taking.notice.words)
    hub = tmp_path / "hub"
    (hub / FILE).write_text('{"sms": "simulated"}', "utf-8")
    settled(counter, page)
    counter.tap(page.taking.code_key)
    counter.until(lambda: "138****8000" in page.taking.notice.words and page.taking.reference.hasFocus())
    counter.type("246810")
    counter.key(Key.Key_Return)
    counter.until(lambda: "not the code" in page.taking.notice.words)
    settled(counter, page)
    counter.type(re.findall(r"验证码 (\d{6})", (hub / "notices" / "index.html").read_text("utf-8"))[0])
    counter.key(Key.Key_Return)
    settled(counter, page)
    assert page.standing.due.text == "¥ 79.00"
    counter.key(Key.Key_1, ALT)
    counter.key(Key.Key_Return)
    sale = last_sale(counter)
    assert (sale.tenders[0].points, sale.earned) == (1000, 79)


def test_a_voucher_needs_its_number(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_V, ALT)
    counter.type("50")
    counter.key(Key.Key_Return)
    counter.key(Key.Key_Return)
    assert page.taking.reference.wrong
    counter.type("V 77")
    counter.key(Key.Key_Return)
    assert page.standing.due.text == "¥ 49.00"


def test_a_scan_fills_in_the_number_of_a_voucher_and_waits(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_V, ALT)
    counter.scan(MUG)
    assert "product code" in page.taking.notice.words
    assert page.taking.reference.text() == ""
    counter.scan("V-77")
    assert page.taking.reference.text() == "V-77"
    assert page.taking.field.hasFocus()
    assert list(counter.app.desk.basket.tenders) == []
    assert count(counter) == 0
    counter.type("50")
    counter.key(Key.Key_Return)
    assert page.standing.due.text == "¥ 49.00"
    [tender] = counter.app.desk.basket.tenders
    assert (tender.type, tender.amount, tender.reference) == ("voucher", 5000, "V-77")


def test_a_payment_code_is_typed_as_no_voucher(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_V, ALT)
    counter.type("50\r")
    counter.type(f"{WECHAT}\r")
    assert "payment code" in page.taking.reference.wrong
    assert counter.app.desk.basket.tenders == ()


def test_goods_left_out_after_they_were_paid_give_the_surplus_back_first(counter: TillWindow) -> None:
    page = pay(counter, MUG, T_SHIRT)
    assert page.standing.out == [], "nothing was taken yet: one goes back to the goods"
    counter.key(Key.Key_G, ALT)
    counter.scan("GC-60")
    settled(counter, page)
    counter.key(Key.Key_2, ALT)
    page.taking.reference.setText("SLIP 7")
    counter.type("50")
    counter.key(Key.Key_Return)
    counter.until(lambda: len(counter.app.desk.basket.tenders) == 2)
    counter.tap(page.standing.out[1])
    counter.tap(page.back.leaving.yes)
    counter.until(lambda: page.standing.words.text() == "Too much taken")
    assert page.standing.due.text == "¥ 74.50"
    assert not page.taking.field.isEnabled()
    counter.key(Key.Key_Return)
    assert page.back.surplus.slip.isVisible()
    counter.key(Key.Key_Return)
    counter.until(lambda: page.back.surplus.slip.wrong != "")
    counter.type("REF 1")
    counter.key(Key.Key_Return)
    counter.until(lambda: page.approval.isVisible())
    counter.type("9999")
    counter.key(Key.Key_Return)
    counter.until(lambda: page.standing.due.text == "¥ 24.50")
    counter.key(Key.Key_Return)
    assert not page.back.surplus.slip.isVisible(), "the hub has booked nothing yet"
    counter.key(Key.Key_Return)
    counter.until(lambda: counter.app.desk.settlement().complete)
    counter.key(Key.Key_Return)
    counter.until(lambda: count(counter) == 1)
    sale = last_sale(counter)
    assert [(t.type, t.amount) for t in sale.tenders] == [("gift_card", 3550)]
    kinds = [entry.kind for entry in counter.app.till.journal.all()]
    assert kinds.count("tender_withdrawn") == 2
