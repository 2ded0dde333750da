"""One customer with everything, from the sign-in to the lock: by keyboard alone, and by finger alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posapp.devices.clock import StoppedClock
from posapp.domain.sale import Sale
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.support.wallets import WECHAT, InsideWallets
from tests.sync.conftest import SHOP_FILE
from tests.ui.checkout.conftest import MORE, PIE, WINE
from tests.ui.hands import tap
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.holds.screen import HoldsScreen
from ui.kit.buttons import Button, Chip
from ui.kit.keypads import ENTER
from ui.kit.painted_view import PaintedView
from ui.payment.screen import PaymentScreen
from ui.receipts.screen import ReceiptsScreen
from ui.shift.screen import ShiftScreen

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
T_SHIRT, HEADPHONES, APPLES = "6901234567892", "6901234567076", "2112345012308"
OFFER = {"id": "full200", "kind": "threshold_amount", "name": {"zh": "满200减30", "en": "30 off from 200"},
         "spend": "200", "amount": "30"}  # fmt: skip
DUE = 1_052_72
"""Shirt 89.00 for members, headphones 899.00, apples 20.66, wine 38.00, pie 88.50, bag 0.50: 1,135.66; less 30.00 from
200.00 on and the coupon's 10.00; half of the 85.87 that is left of the shirt."""


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """With everything that a sale may have; its hub asks simulated wallets."""
    told = json.loads(SHOP_FILE.read_text("utf-8"))
    told["stores"][0] |= {"bags": ["BAG"], "points": {"per": "1.00", "value": "0.01"}}
    told["products"] += [{"tax": "13", "category": "apparel", **product} for product in MORE]
    told["members"] = [{"id": "M1", "name": "王芳", "phone": "13800138000", "store": "S1"}]
    told["coupons"] = [{"code": "TEN", "amount": "10.00"}]
    told["gift_cards"] = [{"code": "6001", "balance": "60.00"}]
    told["promotions"] = [OFFER]
    for role in told["roles"]:
        role["may"] += ["member", "coupon", "reprint"]
    with ready_hubs.start(tmp_path / "hub", json.dumps(told).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        wallets = InsideWallets(tmp_path, tmp_path / "hub")
        wallets.start()
        yield made
        wallets.stop()
        made.close()


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    """At the sign-in, on the smallest screen."""
    with till_window(shop, qapp, (1024, 768)) as made:
        yield made


def register(counter: TillWindow) -> CheckoutScreen:
    page = counter.page()
    assert isinstance(page, CheckoutScreen)
    return page


def payment(counter: TillWindow) -> PaymentScreen:
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    return page


def judge(counter: TillWindow) -> Sale:
    """One sale with everything in it, and what came after it."""
    app = counter.app
    sale = app.till.sales.last_sale()
    assert sale is not None
    assert (app.till.sales.count(), sale.member, sale.priced.total) == (1, "M1", DUE)
    assert [(t.type, t.amount) for t in sale.tenders[:2]] == [("gift_card", 60_00), ("wechat", 100_00)]
    assert sale.tenders[2].type == "cash"
    kinds = [entry.kind for entry in app.till.journal.all()]
    for kind in ("basket_held", "hold_recalled", "age_checked", "sale", "tender_corrected", "reprinted"):
        assert kind in kinds, (kind, kinds)
    assert kinds.count("reprinted") == 2
    documents = [job.kind for job in app.till.print_jobs.waiting()]
    assert {"gift_receipt", "receipt_copy"} <= set(documents), documents
    assert app.desk.staff is None, "locked"
    return sale


def test_by_keyboard_alone(counter: TillWindow) -> None:
    key, kind = counter.key, counter.type
    counter.languages.set("zh")
    while counter.window.sign_in_model.chosen != "c1":
        key(Key.Key_Down)
    kind("1111\r")
    counter.until(lambda: counter.window.page == "shift")
    kind("500\r")
    page = register(counter)
    for held_out in ("138 0013 8000", "TEN"):
        if held_out == "TEN":
            counter.scan(T_SHIRT)
        key(Key.Key_F3)
        kind(f"{held_out}\r")
        counter.until(lambda: not page.customer.asking)
        counter.settle()
    assert page.customer.chips[0] == "王*"
    counter.scan(APPLES)
    counter.scan(HEADPHONES)
    kind("SN-1\r")
    counter.scan(WINE)
    counter.until(lambda: page.goods_questions.age.rested)
    key(Key.Key_Return)
    counter.scan(PIE)
    kind("88.50\r")
    key(Key.Key_B, CTRL)
    key(Key.Key_N, CTRL)
    kind("gift wrap\r")
    key(Key.Key_F8)
    kind("blue bag\r")
    counter.until(lambda: not page.model.rows)
    key(Key.Key_F8)
    holds = counter.page()
    assert isinstance(holds, HoldsScreen)
    counter.until(lambda: len(holds.list.results) == 1)
    key(Key.Key_Return)
    counter.until(lambda: counter.window.page == "checkout" and len(page.model.rows) == 6)
    key(Key.Key_F4)
    assert page.explained.sheet.isVisible()
    counter.languages.set("en")
    counter.settle()
    key(Key.Key_Escape)
    key(Key.Key_F2)
    while page.basket.list.current != 0:
        key(Key.Key_Up)
    key(Key.Key_F7)
    key(Key.Key_F7)
    assert page.questions.by_hand.act == "percent"
    kind("50")
    key(Key.Key_Down)
    kind("\r")
    counter.until(page.questions.approval.isVisible)
    kind("9999\r")
    counter.until(lambda: not page.questions.open)
    key(Key.Key_F12)
    counter.until(lambda: counter.window.page == "payment")
    paying = payment(counter)
    key(Key.Key_G, ALT)
    kind("\r6001\r")
    counter.until(lambda: len(counter.app.desk.basket.tenders) == 1 and paying.taking.take.isEnabled())
    key(Key.Key_8, ALT)
    kind(f"100\r{WECHAT}\r")
    counter.until(lambda: len(counter.app.desk.basket.tenders) == 2)
    counter.settle()
    key(Key.Key_1, ALT)
    kind("1000\r")
    counter.until(lambda: paying.finished.isVisible() and paying.rested)
    key(Key.Key_Return)
    assert counter.window.page == "checkout"
    key(Key.Key_F5, CTRL)
    receipts = counter.page()
    assert isinstance(receipts, ReceiptsScreen)
    counter.until(lambda: bool(receipts.paper.title.text()))
    key(Key.Key_G, CTRL)
    key(Key.Key_T, CTRL)
    sheet = receipts.correction.sheet
    assert sheet.isVisible()
    key(Key.Key_Up)
    kind("V 7\rwrong key\r")
    counter.until(receipts.correction.approval.isVisible)
    kind("9999\r")
    counter.until(lambda: "tender_corrected" in [entry.kind for entry in counter.app.till.journal.all()])
    counter.settle()
    key(Key.Key_F9)
    key(Key.Key_L, CTRL)
    judge(counter)


def press(counter: TillWindow, *widgets: QWidget) -> None:
    for widget in widgets:
        assert widget.width() >= 36, widget
        assert widget.height() >= 36, widget
        counter.tap(widget)


def row_of(counter: TillWindow, view: PaintedView, number: int) -> None:
    point: QPoint = view.visible_area(number).center()
    tap(view, point)
    counter.settle()


def tile(counter: TillWindow, sku: str) -> None:
    grid = register(counter).goods.grid
    number = next(n for n, row in enumerate(grid.cells.rows) if row.key == sku)
    row_of(counter, grid, number)


def test_by_finger_alone(counter: TillWindow) -> None:
    sign_in = counter.window.sign_in
    counter.until(lambda: bool(counter.window.sign_in_model.people))
    names = [person.id for person in counter.window.sign_in_model.people]
    press(counter, sign_in._tiles.buttons()[names.index("c1")])
    press(counter, *[sign_in.pad.keys["1"]] * 4, sign_in.pad.keys[ENTER])
    counter.until(lambda: counter.window.page == "shift")
    shift = counter.page()
    assert isinstance(shift, ShiftScreen)
    press(counter, *(shift.keypad.keys[digit] for digit in "500"), shift.start)
    page = register(counter)
    press(counter, page.goods.customer, *(page.customer.sheet.keypad.keys[d] for d in "8000"), page.customer.sheet.ok)
    counter.until(lambda: page.customer.chips == ["王*"])
    tile(counter, "A")
    counter.scan("TEN")
    counter.until(lambda: len(page.customer.chips) == 2)
    counter.scan(APPLES)
    tile(counter, "H")
    counter.scan("SN-1")
    tile(counter, "WINE")
    counter.until(lambda: page.goods_questions.age.rested)
    press(counter, page.goods_questions.age.yes)
    tile(counter, "PIE")
    figure = page.questions.figure
    press(counter, *(figure.keypad.keys[sign] for sign in "88.50"), figure.ok)
    press(counter, page.goods.bag, page.goods.tell)
    about = page.quick.about.sheet
    press(counter, about.sources.findChildren(Chip)[0], about.ok)
    hold = next(b for b in page.findChildren(Button) if b.label == page.hold.text() and b.isVisible())
    press(counter, hold, page.questions.hold.ok)
    counter.until(lambda: not page.model.rows)
    press(counter, hold)
    holds = counter.page()
    assert isinstance(holds, HoldsScreen)
    counter.until(lambda: len(holds.list.results) == 1)
    row_of(counter, holds.list, 0)
    counter.until(lambda: counter.window.page == "checkout" and len(page.model.rows) == 6)
    press(counter, page.basket.totals, page.explained.sheet._cross)
    counter.languages.set("zh")
    counter.settle()
    page.basket.list.set_current(0)
    price = next(b for b in page.findChildren(Button) if b.label == page.price.text() and b.isVisible())
    press(counter, price)
    asked = page.questions.by_hand
    press(counter, asked.acts["percent"], asked.keypad.keys["5"], asked.keypad.keys["0"], asked.reasons[0], asked.ok)
    pad = page.questions.approval.pad
    press(counter, *[pad.keys["9"]] * 4, pad.keys[ENTER])
    counter.until(lambda: not page.questions.open)
    press(counter, page.basket.pay)
    counter.until(lambda: counter.window.page == "payment")
    paying = payment(counter)
    press(counter, paying.taking.more.chips["gift_card"])
    counter.scan("6001")
    counter.until(lambda: len(counter.app.desk.basket.tenders) == 1 and paying.taking.take.isEnabled())
    press(counter, paying.taking.by_wallet, *(paying.taking.keypad.keys[d] for d in "100"))
    counter.scan(WECHAT)
    counter.until(lambda: len(counter.app.desk.basket.tenders) == 2)
    counter.settle()
    press(counter, paying.taking.by_cash, paying.taking.take)
    counter.until(lambda: paying.finished.isVisible() and paying.rested)
    press(counter, paying.finished.next)
    press(counter, counter.window.parts.rail._buttons["receipts"])
    receipts = counter.page()
    assert isinstance(receipts, ReceiptsScreen)
    counter.until(receipts.paper.gift.isEnabled)
    press(counter, receipts.paper.gift, receipts.paper.copy, receipts.paper.fix)
    sheet = receipts.correction.sheet
    counter.until(sheet.isVisible)
    chips = sheet.types.findChildren(Chip)
    press(counter, chips[3])
    counter.scan("V 7")
    press(counter, sheet.reasons.findChildren(Chip)[0], sheet.ok)
    pad = receipts.correction.approval.pad
    counter.until(receipts.correction.approval.isVisible)
    press(counter, *[pad.keys["9"]] * 4, pad.keys[ENTER])
    counter.until(lambda: "tender_corrected" in [entry.kind for entry in counter.app.till.journal.all()])
    press(counter, counter.window.top_bar._who, counter.window.parts.leave.locks)
    judge(counter)
