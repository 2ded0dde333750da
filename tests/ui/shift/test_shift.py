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
from ui.shift.screen import ShiftScreen

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


@pytest.mark.parametrize("typed", ["abc", "-5", "1.234", "1e5"])
def test_what_is_no_amount_is_refused_in_words(counter: TillWindow, typed: str) -> None:
    counter.type(f"{typed}\r")
    screen = page(counter)
    assert "Type an amount" in screen.notice.words
    assert screen.field.hasFocus()
    assert counter.app.desk.shift is None
    assert counter.sounds.names == ["refused"]


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
        assert screen.approval.isVisible()
        words = screen.approval._words.text()
        assert "11-19 09:00" in words
        assert "11-21 09:00" in words
        assert "2026-11-21" in words, "the business date never goes back"
        made.type("9999\r")
        made.until(lambda: not screen.approval.isVisible())
        said = made.app.till.journal.last()
        assert said is not None
        assert (said.kind, said.staff) == ("date_confirmed", "m1")
        import msgspec

        body = msgspec.json.decode(said.body, type=DateConfirmedOp)
        assert (body.clock, body.last_entry) == ("2026-11-19T01:00:00Z", last.at)
        assert screen.field.hasFocus()
    finally:
        made.close()
