"""A click on what stands around the pages leaves the keyboard where the hands are: in the page in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.till_window import TillWindow
from ui.checkout.screen import CheckoutScreen
from ui.kit.buttons import PaintedButton

Key = Qt.Key
MUG = "6901234567892"


def register(counter: TillWindow) -> CheckoutScreen:
    page = counter.page()
    assert isinstance(page, CheckoutScreen)
    return page


def language_key(counter: TillWindow) -> PaintedButton:
    words = {"English", "中文"}
    return next(b for b in counter.window.top_bar.findChildren(PaintedButton) if b.label in words)


def types_into_search(counter: TillWindow) -> None:
    field = register(counter).goods.field
    field.clear()
    counter.type("mug")
    assert field.text() == "mug"
    field.clear()


def paid(counter: TillWindow) -> None:
    """A sale by hand; its change still stands there when the next customer's first item is scanned."""
    counter.scan(MUG)
    counter.key(Key.Key_F12)
    counter.key(Key.Key_Return)
    counter.scan(MUG)


def test_after_a_sale_the_language_key_leaves_the_cursor_in_the_search(counter: TillWindow) -> None:
    paid(counter)
    types_into_search(counter)
    for _ in range(2):
        counter.tap(language_key(counter))
        types_into_search(counter)


def test_a_page_that_was_visited_does_not_take_the_keyboard_back(counter: TillWindow) -> None:
    for visited in ("receipts", "line", "settings"):
        counter.go(visited)
        counter.key(Key.Key_Escape)
        counter.scan(MUG)
        counter.tap(language_key(counter))
        types_into_search(counter)


def test_nothing_out_of_sight_gets_the_keyboard(counter: TillWindow) -> None:
    behind = counter.go("receipts").findChildren(PaintedButton)[0]
    counter.go("checkout")
    behind.setFocus()
    types_into_search(counter)


def test_every_key_of_the_top_bar_leaves_the_cursor_in_the_search(counter: TillWindow) -> None:
    paid(counter)
    for key in counter.window.top_bar.findChildren(PaintedButton):
        if not key.isVisible():
            continue
        counter.tap(key)
        counter.key(Key.Key_Escape)
        if not counter.window.page:  # the lock
            counter.type("1111\r")
            counter.until(lambda: bool(counter.window.page))
            counter.settle()
        types_into_search(counter)


def test_the_search_key_works_wherever_the_keyboard_is(counter: TillWindow) -> None:
    language_key(counter).setFocus(Qt.FocusReason.TabFocusReason)
    counter.key(Key.Key_F2)
    types_into_search(counter)


def test_under_a_question_the_search_key_waits(counter: TillWindow) -> None:
    counter.key(Key.Key_F10)
    drawer = counter.window.parts.drawer
    counter.key(Key.Key_F2)
    counter.type("for the baker")
    assert drawer.field.text() == "for the baker"
