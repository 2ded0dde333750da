"""Acceptance scenarios through the real window: scanner, keys, what stands on the screen."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt

from tests.ui.till_window import TillWindow
from ui.checkout.screen import CheckoutScreen
from ui.payment.screen import PaymentScreen

CODES = {
    "A": "6901234567892",
    "B": "6901234567014",
    "C": "6901234567021",
    "D": "6901234567038",
    "F": "6901234567052",
    "G": "6901234567069",
    "H": "6901234567076",
}
THIRTY = "ABACGABACADAFAGACABAHACGABDCGF"
UNKNOWN = "4006381333931"


def register(counter: TillWindow) -> CheckoutScreen:
    page = counter.go("checkout")
    assert isinstance(page, CheckoutScreen)
    return page


def test_scenario_3_thirty_scans_with_the_cursor_in_the_search_box(counter: TillWindow) -> None:
    page = register(counter)
    page.goods.field.setFocus()
    counter.sounds.names.clear()
    for number, sku in enumerate(THIRTY):
        counter.hands.scan(CODES[sku], before=400)
        if number == 14:
            counter.hands.scan(UNKNOWN, before=400)
    counter.settle()
    assert page.goods.field.text() == ""
    rung = {p.line.product.sku: p.line.quantity // 1000 for p in counter.app.desk.priced.lines}
    assert rung == Counter(THIRTY)
    assert rung["A"] == 12
    assert Counter(counter.sounds.names) == {"good": 30, "refused": 1}
    red = [row for row in page.model.rows if row.state == "bad"]
    assert [row.name for row in red] == [UNKNOWN]


def test_scenario_3_the_red_line_stands_in_the_way_of_payment(counter: TillWindow) -> None:
    page = register(counter)
    counter.scan(CODES["A"])
    counter.scan(UNKNOWN)
    counter.key(Qt.Key.Key_F12)
    assert counter.page() is page
    page.model.remove(next(i for i, row in enumerate(page.model.rows) if row.state == "bad"))
    counter.key(Qt.Key.Key_F12)
    assert isinstance(counter.page(), PaymentScreen)


def test_scenario_1_screen_receipt_and_hub_say_the_same(counter: TillWindow) -> None:
    register(counter)
    for sku in "ABBCCCD":
        counter.scan(CODES[sku])
    counter.key(Qt.Key.Key_F12)
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    assert page.standing.due.text == "¥ 256.40", page.standing.due.text
    counter.key(Qt.Key.Key_Return)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert (sale.priced.total, sale.priced.tax) == (25640, 2273)
    printed = counter.equipment.controls().receipt_picture(sale, "zh").lines
    assert any("256.40" in line for line in printed)
    assert any(line.split()[:1] == ["13%"] and "19.56" in line for line in printed)
    counter.till.sync()
    assert counter.till.parts.engine.hub.totals().total == 25640


def test_language_changes_in_mid_sale_and_the_totals_do_not(counter: TillWindow) -> None:
    page = register(counter)
    counter.scan(CODES["A"])
    before = counter.app.desk.priced.total
    counter.languages.set("zh")
    counter.settle()
    assert page.model.rows[0].name == "T恤"
    counter.languages.set("en")
    counter.settle()
    assert page.model.rows[0].name == "T-shirt"
    assert counter.app.desk.priced.total == before
    counter.key(Qt.Key.Key_F12)
    assert isinstance(counter.page(), PaymentScreen)


def test_a_held_pay_key_does_not_take_the_money(counter: TillWindow) -> None:
    register(counter)
    counter.scan(CODES["A"])
    counter.key(Qt.Key.Key_F12)
    counter.key(Qt.Key.Key_F12)
    assert counter.app.till.sales.count() == 0
    assert isinstance(counter.page(), PaymentScreen)
