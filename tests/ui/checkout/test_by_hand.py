"""Prices by hand through the real window: keys and fingers, what it comes to before it happens, the second person."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from posapp.domain.sync_status import SyncStatus
from tests.ui.checkout.test_ringing import MUG, RICE, T_SHIRT, page
from tests.ui.till_window import TillWindow
from ui.checkout.by_hand_sheet import ByHandSheet
from ui.kit.buttons import Button
from ui.payment.screen import PaymentScreen

Key = Qt.Key


def sheet(counter: TillWindow) -> ByHandSheet:
    found = page(counter).questions.by_hand
    assert found.isVisible()
    return found


def button(counter: TillWindow) -> Button:
    """The key on the screen."""
    wanted = page(counter).price.text()
    return next(b for b in page(counter).findChildren(Button) if b.label == wanted and b.isVisible())


def test_scenario_10_by_keys(counter: TillWindow) -> None:
    for code in (MUG, RICE):
        counter.scan(code)
    totals = page(counter).basket.totals
    assert totals.words.endswith("Amount due ¥ 48.30")
    counter.key(Key.Key_F5)
    assert totals.words.endswith("Discounts −0.30, Amount due ¥ 48.00")
    rows = page(counter).basket.list.rows
    assert [(row.note, row.old_amount) for row in rows] == [("", "")] * 2, "no noise on each line"
    assert [row.looked for row in rows] == ["Rounded off −0.22", "Rounded off −0.08"], "where somebody looks"
    counter.key(Key.Key_F7)
    for _ in range(4):
        counter.key(Key.Key_F7)
    assert sheet(counter).act == "all_percent"
    counter.type("5")
    assert "rounded off" in sheet(counter).note.text(), "said before anybody presses Enter"
    counter.languages.set("zh")
    counter.settle()
    assert (sheet(counter).title.text(), sheet(counter).act, sheet(counter).figure.text()) == (
        "改价与优惠",
        "all_percent",
        "5",
    )
    counter.languages.set("en")
    counter.settle()
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_F5)
    assert totals.words.endswith("Amount due ¥ 48.30")
    counter.key(Key.Key_F5)
    counter.key(Key.Key_F12)
    counter.type("50\r")
    assert isinstance(counter.page(), PaymentScreen)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    assert (sale.priced.total, sale.settlement.change) == (48_00, 2_00)
    assert [(t.percent, t.tax) for t in sale.taxes] == [(13_000, 4_06), (9_000, 1_05)]
    printed = counter.equipment.controls().receipt_picture(sale, "zh").lines
    assert [line.strip() for line in printed if "抹零" in line] == ["抹零 −0.22", "抹零 −0.08"]


def test_scenario_5_a_price_beyond_the_limit_asks_the_manager(counter: TillWindow) -> None:
    """By keys, with the line down: the own PIN is none of a manager's, and the journal says who for whom, and why."""
    counter.equipment.line_told(SyncStatus("offline", None))
    counter.scan(T_SHIRT)
    counter.key(Key.Key_F7)
    counter.type("85")
    assert sheet(counter).result.text() == "¥ 99.00 → ¥ 85.00  −14.14%"
    assert "14.14%" in sheet(counter).note.text()
    assert "10%" in sheet(counter).note.text()
    counter.type("\r")
    assert sheet(counter).note.text() == "Choose or type a reason."
    counter.key(Key.Key_Down)
    counter.type("\r")
    approval = page(counter).questions.approval
    assert approval.isVisible()
    assert approval.names == ["店长"], "only who may go so far"
    counter.type("1111\r")
    counter.until(lambda: counter.sounds.names[-1:] == ["refused"])
    assert approval.isVisible()
    assert counter.app.desk.priced.total == 99_00
    counter.type("9999\r")
    counter.until(lambda: not approval.isVisible())
    counter.settle()
    entry = counter.app.till.journal.last()
    assert entry is not None
    told = json.loads(entry.body)
    assert (entry.kind, entry.staff, told["approver"], told["reason"]) == ("price_act", "c1", "m1", "Damaged")
    assert (told["old"], told["new"], told["percent"], told["offline"]) == (99_00, 85_00, 14_140, True)
    (row,) = page(counter).basket.list.rows
    assert (row.amount, row.old_amount, row.note) == ("85.00", "99.00", "Price change Damaged −14.00")
    assert page(counter).basket.last.words == "T-shirt: ¥ 99.00 → ¥ 85.00  −14.14%"
    counter.key(Key.Key_F7)
    counter.key(Key.Key_F8)
    assert page(counter).basket.list.rows[0].amount == "99.00"


def test_a_wrong_pin_gives_nothing(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.key(Key.Key_F7)
    counter.type("50")
    counter.key(Key.Key_Down)
    counter.type("\r")
    counter.type("0000\r")
    approval = page(counter).questions.approval
    counter.until(lambda: counter.sounds.names[-1] == "refused")
    assert approval.isVisible()
    counter.key(Key.Key_Escape)
    assert page(counter).basket.list.rows[0].amount == "99.00"


@pytest.mark.parametrize("language, said", [("en", "Discount Near expiry −9.90"), ("zh", "优惠 临期 −9.90")])
def test_by_finger_alone(counter: TillWindow, language: str, said: str) -> None:
    counter.languages.set(language)  # type: ignore[arg-type]
    counter.scan(T_SHIRT)
    counter.tap(button(counter))
    asked = sheet(counter)
    counter.tap(asked.acts["percent"])
    counter.tap(asked.keypad.keys["1"])
    counter.tap(asked.keypad.keys["0"])
    counter.tap(asked.reasons[1])
    counter.tap(asked.ok)
    assert not asked.isVisible()
    (row,) = page(counter).basket.list.rows
    assert (row.amount, row.note) == ("89.10", said)
    assert page(counter).goods.field.hasFocus()


def test_the_shelf_tag_needs_no_reason(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.key(Key.Key_F7)
    for _ in range(3):
        counter.key(Key.Key_F7)
    counter.type("89\r")
    (row,) = page(counter).basket.list.rows
    assert (row.amount, row.note) == ("89.00", "Shelf tag price −10.00")


def test_rounding_off_by_finger_and_back(counter: TillWindow) -> None:
    counter.scan(MUG)
    counter.key(Key.Key_F7)
    asked = sheet(counter)
    counter.tap(asked.acts["round_0"])
    assert asked.result.text() == "¥ 35.50 → ¥ 35.00  −¥ 0.50"
    counter.tap(asked.ok)
    assert page(counter).basket.list.rows[0].amount == "35.00"
    counter.key(Key.Key_F7)
    counter.tap(sheet(counter).acts["round_0"])
    counter.tap(asked.back)
    assert page(counter).basket.list.rows[0].amount == "35.50"


def test_nothing_to_reduce_asks_nothing(counter: TillWindow) -> None:
    counter.key(Key.Key_F7)
    assert not page(counter).questions.open
    counter.key(Key.Key_F5)
    assert counter.sounds.names[-1] == "refused"
