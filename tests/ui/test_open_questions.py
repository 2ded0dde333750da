"""What is asked on screen is answered or closed by the person it was asked of: no key of the window pushes it aside
unsaid, none stays over a locked till, and who walks away from it leaves nothing to the next hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.till_window import TillWindow
from ui.kit.sheet import Sheet, open_sheet
from ui.window_keys import HelpSheet

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
ASKED = ((Key.Key_F8, NONE), (Key.Key_F6, NONE), (Key.Key_F10, NONE), (Key.Key_M, CTRL), (Key.Key_N, CTRL))


def asked(counter: TillWindow) -> Sheet:
    counter.until(lambda: open_sheet(counter.window.canvas) is not None)
    sheet = open_sheet(counter.window.canvas)
    assert sheet is not None
    return sheet


def test_a_question_is_not_pushed_aside_and_does_not_outlive_the_lock(counter: TillWindow) -> None:
    window = counter.window
    for key, modifier in ASKED:
        counter.go("checkout")
        if counter.app.desk.basket.cart.empty:
            counter.scan("6901234567892")
        counter.key(key, modifier)
        sheet = asked(counter)
        for other, held in ((Key.Key_F5, CTRL), (Key.Key_F10, NONE), (Key.Key_F9, NONE), (Key.Key_F1, NONE)):
            counter.key(other, held)
            assert (open_sheet(window.canvas), window.page) == (sheet, "checkout"), (key, other)
        assert any("Esc" in label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
        window.parts.idle.over()
        counter.settle()
        assert (open_sheet(window.canvas), window.stack.currentWidget()) == (None, window.sign_in), key
        counter.type("1111\r")
        counter.until(lambda: window.page == "checkout")
    counter.key(Key.Key_F1)
    assert isinstance(asked(counter), HelpSheet)
    counter.key(Key.Key_F6, CTRL)
    assert (open_sheet(window.canvas), window.page) == (None, "drawer"), "a list of keys gives way to one of them"


def test_a_second_person_whose_question_is_closed_allows_nothing(counter: TillWindow) -> None:
    window, allowed = counter.window, list[str]()
    window._second("void", "", lambda person: allowed.append(person.id), 0)
    asked(counter)
    counter.hands.type("9999\r")
    window.lock()
    counter.settle()
    assert (allowed, open_sheet(window.canvas)) == ([], None)


def test_who_walks_away_from_a_proved_pin_is_not_signed_in_by_the_next_hand(counter: TillWindow) -> None:
    window, idle = counter.window, counter.window.parts.idle
    counter.scan("6901234567892")
    window.switch_person()
    window.sign_in_model.choose("c2")
    counter.type("2222\r")
    asked(counter)
    assert idle.unanswered.isActive(), "from the last key on"
    idle.unanswered.timeout.emit()
    counter.type("\r")
    assert (open_sheet(window.canvas), counter.app.desk.staff) == (None, None)
    assert len(counter.app.desk.basket.cart.lines) == 1, "nor was the basket put aside for them"
    window.parts.people.must_change("c2", "2222")
    asked(counter)
    idle.unanswered.timeout.emit()
    counter.type("1357\r1357\r")
    assert (open_sheet(window.canvas), counter.app.desk.staff) == (None, None)
