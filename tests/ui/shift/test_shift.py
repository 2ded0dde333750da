"""Opening the shift, and a clock that stands behind: a manager confirms the date, both times are kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from posapp.contract.ops import DateConfirmedOp
from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.shift.screen import GRACE_MS, ShiftScreen

__all__ = ["shop"]
Key = Qt.Key


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        sign_in(made)
        yield made


def sign_in(counter: TillWindow) -> None:
    person = counter.app.sign_in.sign_in("c1", "1111")
    counter.window.sign_in_model.signed_in.emit(person)
    counter.settle()


def page(counter: TillWindow) -> ShiftScreen:
    shown = counter.page()
    assert isinstance(shown, ShiftScreen)
    return shown


def test_the_float_opens_the_shift(counter: TillWindow) -> None:
    assert page(counter).field.hasFocus()
    counter.type("350.50\r")
    assert counter.window.page == "checkout"
    assert counter.app.desk.shift is not None
    assert counter.app.desk.shift.float_amount == 35050


def test_by_finger(counter: TillWindow) -> None:
    for code in ("5", "00"):
        counter.tap(page(counter).keypad.keys[code])
    counter.tap(page(counter).start)
    assert counter.app.desk.shift is not None
    assert counter.app.desk.shift.float_amount == 50000


def test_the_enter_of_the_pin_pressed_twice_opens_nothing(counter: TillWindow) -> None:
    page(counter)._since.start()  # the second press comes at once, however busy this machine is
    counter.type("\r")
    assert counter.app.desk.shift is None
    assert page(counter).notice.words == ""


def test_a_float_that_nobody_typed_is_asked_for_and_nought_is_typed(counter: TillWindow) -> None:
    counter.until(lambda: page(counter)._since.hasExpired(GRACE_MS))
    counter.type("\r")
    assert "type 0 if the drawer is empty" in page(counter).notice.words
    desk = counter.app.desk
    assert not desk.shift
    counter.type("0\r")
    assert desk.open_shift().float_amount == 0


def test_a_code_in_the_field_is_no_float(counter: TillWindow) -> None:
    counter.type("1000000.01\r")
    assert "looks wrong" in page(counter).notice.words
    assert counter.app.desk.shift is None


def test_what_is_no_amount_is_refused_in_words(counter: TillWindow) -> None:
    screen = page(counter)
    for number, typed in enumerate(("abc", "-5", "1.234", "1e5"), start=1):
        counter.type(f"{typed}\r")
        assert "Type an amount" in screen.notice.words, typed
        assert screen.field.hasFocus()
        assert counter.app.desk.shift is None
        assert counter.sounds.names == ["refused"] * number
        screen.field.selectAll()


def test_a_scan_before_the_shift_is_not_counted(counter: TillWindow) -> None:
    counter.scan("6901234567892")
    assert "Open the shift first" in page(counter).notice.words
    assert counter.app.desk.priced.lines == ()


def test_a_clock_behind_the_last_entry_is_settled_by_a_manager(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.scan("6901234567892")
    till.pay_cash("100.00")
    till.parts.app.desk.shift = None
    last = till.parts.till.journal.last()
    assert last is not None
    shop.advance(days=-2)
    made = TillWindow(till, qapp, (1366, 768), "en")
    try:
        made.app.desk.shift = None
        sign_in(made)
        screen = page(made)
        assert screen.date.approval.isVisible()
        words = screen.date.approval._words.text()
        assert "11-19 09:00" in words
        assert "11-21 09:00" in words
        assert "2026-11-21" in words, "the business date never goes back"
        made.type("9999\r")
        made.until(lambda: not screen.date.approval.isVisible())
        said = made.app.till.journal.last()
        assert said is not None
        assert (said.kind, said.staff) == ("date_confirmed", "m1")
        import msgspec

        body = msgspec.json.decode(said.body, type=DateConfirmedOp)
        assert (body.clock, body.last_entry) == ("2026-11-19T01:00:00Z", last.at)
        assert screen.field.hasFocus()
    finally:
        made.close()


def selling_at(shop: Shop, qapp: QApplication, person: tuple[str, str], **later: float) -> TillWindow:
    """A shift is open and one sale made; then the clock is another, and there are goods on the counter."""
    till = shop.till()
    till.sign_in(*person)
    till.open_shift()
    till.sell("A")
    shop.advance(**later)
    made = TillWindow(till, qapp, (1366, 768), "en")
    made.enter(*person)
    made.scan("6901234567892")
    made.key(Key.Key_F12)
    return made


def register(made: TillWindow) -> CheckoutScreen:
    shown = made.page()
    assert isinstance(shown, CheckoutScreen)
    return shown


@pytest.mark.parametrize("days", [-2, 40])
def test_paying_asks_for_the_date_and_goes_on(shop: Shop, qapp: QApplication, qtbot: QtBot, days: int) -> None:
    made = selling_at(shop, qapp, ("c1", "1111"), days=days)
    try:
        approval = register(made).date.approval
        assert approval.isVisible()
        assert "2026-11-21 09:00" in approval._words.text()
        made.type("9999\r")
        made.until(lambda: made.window.page == "payment")
        assert not approval.isVisible()
        kinds = [e.kind for e in made.app.till.journal.all()]
        assert kinds.count("date_confirmed") == 1
    finally:
        made.close()


def test_a_manager_at_the_counter_is_only_asked(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    made = selling_at(shop, qapp, ("m1", "9999"), days=-2)
    try:
        question = register(made).date.confirm
        assert question.isVisible()
        made.key(Key.Key_Escape)
        assert made.window.page == "checkout"
        made.key(Key.Key_F12)
        made.key(Key.Key_Return)
        assert made.window.page == "payment"
        last = made.app.till.journal.last()
        assert last is not None
        assert (last.kind, last.staff) == ("date_confirmed", "m1")
    finally:
        made.close()
