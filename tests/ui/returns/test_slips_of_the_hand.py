"""The page of returns in tired hands: another sale half way, a key pressed twice, a name that is no file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posapp.contract.returns import ReturnAnswer
from posapp.domain.errors import Refused
from tests.ui.returns.test_returns import ALT, returns, sell
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen
from ui.returns.shrinking import shrunk, thumbnail

Key = Qt.Key


def test_another_sale_begins_anew_and_a_key_pressed_twice_takes_once(counter: TillWindow) -> None:
    first, second = sell(counter, "A", "B"), sell(counter, "A", "A", "A")
    page = returns(counter)
    _no_file(counter, page)
    _find(counter, page, first)
    counter.key(Key.Key_2, modifier=ALT)
    counter.key(Key.Key_5, modifier=ALT)
    page.state.note.setText("one sleeve is torn")
    page.state.photo = "0" * 64
    _find(counter, page, second)
    assert (page.state.note.text(), page.state.photo) == ("", ""), "that was of other goods"
    assert (page.state.disposition, page.model.condition, page.conditions.checked) == ("sellable", "as_new", 0)
    _one_of_three(counter, page)


def _find(counter: TillWindow, page: ReturnsScreen, receipt: str) -> None:
    counter.scan(f"posapp:{receipt}")
    counter.until(lambda: page.model.sold is not None and page.model.sold.receipt == receipt)


def _no_file(counter: TillWindow, page: ReturnsScreen) -> None:
    counter.key(Key.Key_6, modifier=ALT)
    sheet = page.state.sheet
    for typed in ("~nobody-of-that-name/torn.jpg", "x" * 300, "/root/x/\0"):
        sheet.notice.clear()
        sheet.field.setText(typed)
        sheet.field.setFocus()
        counter.key(Key.Key_Return)
        counter.until(lambda: bool(sheet.notice.words))
    counter.key(Key.Key_Escape)


def _one_of_three(counter: TillWindow, page: ReturnsScreen) -> None:
    """While the hub is being asked the key is pressed again."""
    counter.till.sign_in("m1", "9999")
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    assert "why" in page.notice.words.casefold()
    counter.hands.type("-")
    counter.until(lambda: not page.model.wanted)
    assert not page.notice.words, "nothing is asked where nothing is chosen"
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    counter.key(Key.Key_1, modifier=ALT)
    _another_till_was_first(counter, page)
    for _ in range(2):
        page.refund.trigger()
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    assert [line.quantity for line in counter.app.desk.basket.cart.returns] == [1000]


def _another_till_was_first(counter: TillWindow, page: ReturnsScreen) -> None:
    """What was scanned while the hub was asked stays; the goods that another till has do not."""
    app, sold = counter.app, page.model.sold
    assert sold is not None
    laid = app.returns.take(sold, page.model.wishes())
    app.checkout.scan("6901234567069")
    page.model._kept(sold, laid, ReturnAnswer())
    assert [line.product.sku for line in app.desk.basket.cart.lines] == ["G"]
    assert app.desk.basket.cart.returns == ()
    app.checkout.remove(app.desk.basket.cart.lines[0].number)
    app.topups.lay(app.topups.wish("gift_card", "GC-60", 10_000))
    page.model._kept(sold, laid, ReturnAnswer())
    assert app.desk.basket.topup is not None, "an answer that comes late leaves the next customer's payment alone"
    app.payment.back()
    page.notice.clear()


def test_a_picture_too_large_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "camera.jpg"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for read in (shrunk, partial(thumbnail, high=80)):
        with pytest.raises(Refused, match="photo_too_large"):
            read(huge)
