"""Goods that come back through the real window: scanned, chosen by key and finger, refunded and exchanged."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.hands import tap
from tests.ui.test_scenarios_on_screen import CODES
from tests.ui.till_window import TillWindow
from ui.kit.buttons import Chip
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def sell(counter: TillWindow, *skus: str) -> str:
    """Paid in cash; the receipt's number."""
    counter.go("checkout")
    for sku in skus:
        counter.scan(CODES[sku])
    counter.key(Key.Key_F12)
    counter.settle()
    counter.key(Key.Key_Return)
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    counter.until(page.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()
    return sale.receipt


def returns(counter: TillWindow) -> ReturnsScreen:
    counter.go("checkout")
    counter.key(Key.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)
    page = counter.page()
    assert isinstance(page, ReturnsScreen)
    return page


def test_one_of_two_comes_back_by_keys_and_the_other_is_exchanged_by_finger(counter: TillWindow) -> None:
    receipt = sell(counter, "A", "A", "B")
    page = returns(counter)
    counter.scan(f"posapp:{receipt}")
    counter.until(lambda: page.model.sold is not None)
    assert page.of.text().endswith("as the hub knows it")
    assert not page.confirm.isEnabled()
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    counter.key(Key.Key_1, modifier=ALT)
    assert (page.sum.words, page.confirm.isEnabled()) == ("Goes back ¥ 99.00", True)
    counter.key(Key.Key_F12)
    counter.hands.type("9999\r")  # their role does not reach so far
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    payment = counter.page()
    assert isinstance(payment, PaymentScreen)
    assert (payment.standing.words.text(), payment.standing.due.text) == ("To give back", "¥ 99.00")
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert sale.back is not None
    assert [(t.type, t.amount) for t in sale.tenders] == [("cash", -9900)]
    assert (sale.back.receipt, payment.finished.title.text()) == (receipt, "Give cash back")
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()

    page = returns(counter)
    counter.scan(receipt)
    counter.until(lambda: page.model.sold is not None)
    assert [row.left for row in page.model.lines()] == [1000, 1000]
    page.list.set_current(0)
    tap(page.more)
    page.reasons.choose_next(1)
    tap(page.exchange)
    counter.hands.type("9999\r")
    counter.until(lambda: counter.window.page == "checkout")
    counter.scan(CODES["F"])
    assert counter.app.desk.priced.total == 59900 - 9900
    counter.key(Key.Key_F12)
    counter.settle()
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    exchanged = counter.app.till.sales.last_sale()
    assert exchanged is not None
    assert exchanged.back is not None
    assert (exchanged.settlement.total, exchanged.back.given) == (50000, ())
    assert sum(t.amount for t in exchanged.tenders) == 50000
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)

    page = returns(counter)
    counter.scan("S1-1-20000101-0001")
    counter.until(lambda: bool(page.notice.words))
    assert "No such sale" in page.notice.words


def test_without_a_receipt_and_with_an_unknown_one_while_the_hub_is_away(counter: TillWindow) -> None:
    page = returns(counter)
    counter.key(Key.Key_4, modifier=ALT)
    sheet = page.unproved.sheet
    counter.hands.type("13500135000\r")
    assert sheet.goods.hasFocus()
    counter.scan(CODES["A"])
    counter.key(Key.Key_Return)
    counter.until(lambda: bool(sheet.notice.words))  # why does it come back?
    tap(sheet.more)
    counter.key(Key.Key_1, modifier=ALT)
    counter.key(Key.Key_F8)  # there is more
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")  # their role does not reach so far
    counter.until(sheet.isVisible)
    assert "198.00" in sheet.notice.words
    counter.scan(CODES["H"])
    counter.key(Key.Key_Return)
    counter.until(sheet.serial.isVisible)
    counter.scan("SN-7")
    assert (sheet.goods.text(), sheet.serial.text()) == (CODES["H"], "SN-7")
    tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    payment = counter.page()
    assert isinstance(payment, PaymentScreen)
    counter.key(Key.Key_Return)
    counter.until(payment.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert sale.back is not None
    assert (sale.back.kind, [(t.type, t.amount) for t in sale.tenders]) == ("none", [("gift_card", -19800 - 89900)])
    assert [x.serial for x in sale.back.lines] == ["", "SN-7"]
    counter.until(lambda: payment.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()

    page = returns(counter)
    hub = counter.till.parts.engine.hub
    hub.url, there = "http://127.0.0.1:9", hub.url  # nothing listens there
    counter.scan("S9-1-20261120-0001")
    counter.until(sheet.isVisible)
    counter.scan(CODES["B"])
    counter.key(Key.Key_2, modifier=ALT)
    tap(sheet.reasons.findChildren(Chip)[2])
    tap(sheet.ok)
    counter.until(lambda: bool(sheet.notice.words))  # who brings it?
    sheet.phone.setText("13500135000")
    tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible())
    counter.hands.type("9999\r")
    counter.until(lambda: counter.app.desk.basket.cart.sold is not None)
    hub.url = there
    cart = counter.app.desk.basket.cart
    assert cart.sold is not None
    assert (cart.sold.kind, cart.sold.receipt) == ("unseen", "S9-1-20261120-0001")
