"""The customer's screen beside the till: what stands on it through a sale, and what never does."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, QTimer

from posapp.storage.changes import Topic
from tests.ui.till_window import TillWindow
from ui.display.screen import CustomerWindow
from ui.settings.screen import SettingsScreen

Key = Qt.Key
A, B = "6901234567892", "6901234567014"


def switch_on(counter: TillWindow) -> CustomerWindow:
    """In the settings, as a person does."""
    page = counter.go("settings")
    assert isinstance(page, SettingsScreen)
    counter.tap(page.display.customer.chips["window"])
    window = counter.display.window
    assert window is not None
    return window


def test_the_customer_sees_basket_payment_and_change(counter: TillWindow) -> None:
    window = switch_on(counter)
    assert window.words == ["静安店", "欢迎光临 Welcome"]
    counter.go("checkout")
    counter.scan(A)
    counter.scan(B)
    counter.scan(B)
    assert window.words == [
        "静安店",
        "T恤 T-shirt × 1 99.00",
        "马克杯 Mug × 2 71.00",
        "件数 Items 3",
        "合计 Total ¥ 170.00",
        "",
    ]
    counter.key(Key.Key_F12)
    assert window.words[-1] == "请付款 Please pay ¥ 170.00"
    counter.type("200")
    _looks_in_between(counter)
    counter.key(Key.Key_Return)
    counter.until(lambda: "找零" in window.words[-1])
    assert window.words[-4:] == [
        "件数 Items 3",
        "现金 Cash 200.00",
        "合计 Total ¥ 170.00",
        "找零 Change ¥ 30.00",
    ]
    counter.go("checkout")
    counter.scan(A)
    assert window.words[-1] == "", "the next customer sees nothing of the one before"
    assert counter.window.isActiveWindow()


def _looks_in_between(counter: TillWindow) -> None:
    """The display looks when the sale is on disk, and the counter not yet empty."""
    looked = Event()
    told = counter.window.bridge.changed
    told.connect(lambda _: QTimer.singleShot(1, looked.set))

    def committed(topics: frozenset[Topic]) -> None:
        if "sales" in topics:
            looked.clear()
            told.emit("sales")
            looked.wait(5)

    counter.till.parts.till.changes.subscribe(committed)


def test_nothing_of_the_staff_stands_on_it(counter: TillWindow) -> None:
    """Neither who sells, nor that somebody signs in, nor what the cashier is asked or told."""
    window = switch_on(counter)
    person = counter.app.desk.staff
    assert person is not None
    counter.go("checkout")
    counter.scan(A)
    counter.scan("4006381333931")  # a red line is the cashier's to settle
    seen = window.words
    assert not any(person.name in words or "4006381333931" in words for words in seen)
    counter.window.lock()
    counter.settle()
    assert window.words == seen, "the basket stays in sight"


def test_it_goes_and_comes_with_the_setting(counter: TillWindow) -> None:
    window = switch_on(counter)
    window.close()
    assert window.isVisible(), "only the settings close it"
    page = counter.go("settings")
    assert isinstance(page, SettingsScreen)
    counter.tap(page.display.customer.chips[""])
    assert counter.display.window is None
    assert not window.isVisible()
