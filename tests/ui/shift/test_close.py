"""Scenario 38 through the real window: cash in and out by keys, a second person for a refund, a basket that lies
aside, the blind count by notes, the reason, the Z; the next float is compared with what was left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posapp.domain.shift import Closed
from posapp.storage.verify import verify
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.kit.i18n import Language
from ui.shift.close_screen import CloseScreen
from ui.shift.drawer_screen import DrawerScreen
from ui.shift.screen import ShiftScreen

__all__ = ["shop"]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    with till_window(shop, qapp, (1024, 768)) as made:
        made.enter()
        yield made


def drawer(counter: TillWindow) -> DrawerScreen:
    page = counter.go("drawer")
    assert isinstance(page, DrawerScreen)
    return page


def closing(counter: TillWindow) -> CloseScreen:
    page = counter.page()
    assert isinstance(page, CloseScreen)
    return page


def sell(counter: TillWindow) -> None:
    """Cash sales of 1,286.40."""
    till = counter.till
    till.add("D", "20")
    till.pay_cash("1000.00")
    till.add("D", "6")
    till.add("C", "3")
    till.pay_cash("326.40")
    counter.settle()


def move_cash(counter: TillWindow) -> None:
    """In, out, to the safe by finger, and back to a customer with a second person."""
    page = drawer(counter)
    counter.key(Key.Key_1, CTRL)
    counter.type("200\r")
    counter.type("change\r")
    assert not page.cash.isVisible()
    counter.key(Key.Key_2, CTRL)
    counter.type("58.50\r")
    counter.type("\r")
    assert page.cash.notice.words
    counter.type("postage\r")
    counter.tap(page.moves["safe_drop"])
    for code in ("1", "00", "0"):
        counter.tap(page.cash.keypad.keys[code])
    page.cash.usual.chosen.emit(0)
    counter.tap(page.cash.ok)
    counter.key(Key.Key_5, CTRL)
    counter.type("2\r")
    counter.type("75.40\r")
    counter.type("overcharged\r")
    counter.until(page.cash.approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: not page.cash.approval.isVisible())
    counter.settle()
    assert [row.price for row in page.list._results.rows] == ["−75.40", "−1,000.00", "−58.50", "+200.00"]


def test_scenario_38_by_keys_and_by_finger(counter: TillWindow) -> None:
    sell(counter)
    move_cash(counter)
    hold = counter.till.hold("A", label="later")
    counter.till.add("B")
    counter.key(Key.Key_E, CTRL)
    page = closing(counter)
    assert page.before.blocked.isVisible()
    counter.app.checkout.clear("", counter.app.till.staff.by_id("m1"))
    counter.go("close")
    assert not page.before.blocked.isVisible()
    assert not page.before.next.isEnabled(), "a basket lies aside, nobody has said what becomes of it"
    counter.key(Key.Key_K, CTRL)
    assert page.model.kept == {hold}
    counter.key(Key.Key_Return)
    assert page.steps.currentIndex() == 1
    counter.type("8\r")
    counter.window.lock()  # nobody touched it while the coins were counted
    counter.app.line.stands("offline")  # nor did the line wait for that
    counter.type("1111\r")
    counter.go("close")
    counter.key(Key.Key_K, CTRL)
    counter.key(Key.Key_Return)
    assert [field.text() for field in page.count.pieces[:2]] == ["8", ""], "half a count still stands"
    counter.type("8\r\r2")
    cases: tuple[tuple[Language, float, str], ...] = (("zh", 2.0, "清点钱箱"), ("en", 1.0, "Count the drawer"))
    for language, scale, said in cases:
        counter.languages.set(language)
        counter.theme.set_scale(scale)
        counter.settle()
        assert (page.title.text(), page.count.total.words[-8:]) == (said, "¥ 840.00"), (
            "what was counted speaks no language"
        )
    counter.type("\r1\r")
    assert page.count.total.words.endswith("¥ 850.00")
    assert "852.50" not in page.count.total.words
    counter.key(Key.Key_E, CTRL)
    assert page.steps.currentIndex() == 2
    assert [row.words for row in (page.result.expected, page.result.off)] == ["Must be there ¥ 852.50", "Short ¥ −2.50"]
    page._told.start()  # the second press comes at once, however busy this machine is
    counter.type("\r")
    assert page.notice.words == "", "the Enter that ended the count, pressed twice, is no answer"
    counter.until(lambda: page.rested)
    counter.type("\r")
    assert len(page.notice.words) > 1, "above 2.00 a reason is asked for"
    page.result.reason.setText("half a reas")
    counter.languages.set("zh")
    counter.settle()
    assert (page.result.off.words, page.result.reason.text()) == ("短款 ¥ −2.50", "half a reas")
    counter.languages.set("en")
    page.result.usual.chosen.emit(0)
    counter.tap(page.result.end)
    assert page.steps.currentIndex() == 3
    z = look_at_the_z(counter)
    assert page.done.words.text() == z.name
    counter.until(page.done.paper.isVisible)
    assert z.name in page.done.paper.accessibleName()
    next_shift(counter)


def look_at_the_z(counter: TillWindow) -> Closed:
    """On disk, on its way to the printer, the books whole."""
    till = counter.app.till
    closed = till.shifts.last_closed()
    assert closed is not None
    op = till.shifts.z(closed)
    assert (closed.z, closed.expected, closed.counted, closed.difference) == (1, 85250, 85000, -250)
    assert (op.reason, [count.pieces for count in op.counts]) == (
        "Wrong change given",
        [((10000, 8), (2000, 2), (1000, 1))],
    )
    assert till.print_jobs.last_of("z", closed.name) is not None
    assert counter.app.desk.shift is None
    assert verify(till).whole
    return closed


def next_shift(counter: TillWindow) -> None:
    """The float is not what was left: that is said first, and noted."""
    page = closing(counter)
    counter.tap(page.done.again)
    opening = counter.page()
    assert isinstance(opening, ShiftScreen)
    counter.type("849\r")
    assert "¥ −1.00" in opening.off.words
    assert not counter.app.desk.shift
    counter.type("coin missing\r")
    said = counter.app.till.shifts.opened(counter.app.desk.open_shift().id)
    assert (said.float_amount, said.left, said.reason) == (84900, 85000, "coin missing")
    zs = drawer(counter)
    zs.z_chip.click()
    zs.list.chosen.emit(0)
    counter.settle()
    assert "Z report" in zs.paper.view.accessibleName()
    counter.tap(zs.paper.ok)
    assert "S1-1-Z0001" in zs.notice.words


def test_a_shift_left_open_is_said_and_closed_by_a_manager(counter: TillWindow, shop: Shop) -> None:
    counter.till.sell("A", "100.00")
    shop.advance(days=1)
    counter.enter()
    warning = counter.window.warning
    assert "2026-11-21" in warning.words
    assert warning.isVisible()
    counter.till.sell("B", "100.00")
    counter.go("close")
    page = closing(counter)
    assert page.before.late.isVisible()
    counter.key(Key.Key_Return)
    counter.until(page.approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: page.steps.currentIndex() == 1)
    counter.tap(page.count.by_amount)
    counter.type("634.50\r")
    counter.settle()
    assert page.result.off.words == "Even ¥ 0.00"
    counter.until(lambda: page.rested)
    counter.type("\r")
    closed = counter.app.till.shifts.last_closed()
    assert closed is not None
    op = counter.app.till.shifts.z(closed)
    assert (op.forced, op.approver, closed.business_date, op.report.sales) == (True, "m1", "2026-11-21", 2)
    assert not warning.isVisible()


def test_goods_on_the_counter_hold_the_close_up_and_esc_leads_back_to_them(counter: TillWindow) -> None:
    counter.app.checkout.add("A")
    page = counter.go("close")
    counter.settle()
    assert isinstance(page, CloseScreen)
    assert page.before.blocked.isVisible()
    counter.key(Key.Key_Escape)
    assert isinstance(counter.page(), CheckoutScreen)


def test_who_counts_reads_no_sums_of_cash_and_a_second_person_does(counter: TillWindow) -> None:
    sell(counter)
    counter.till.add("B")
    page = drawer(counter)
    assert any("1 line" in row.words and "35.50" in row.words for row in page.facts), "goods hold the close up"
    counter.key(Key.Key_R, CTRL)
    paper = page.paper.view.accessibleName()
    assert page.paper.isVisible()
    assert ("29" in paper, "1286.40" in paper, "500.00" in paper) == (True, False, False), paper
    counter.key(Key.Key_Escape)
    page.model.show_x(counter.app.till.staff.by_id("m1"))
    counter.settle()
    assert "1286.40" in page.paper.view.accessibleName()
