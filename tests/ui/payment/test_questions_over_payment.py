"""Questions that stand over the payment page: one at a time, and nothing behind them gets a key."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.hands import tap
from tests.ui.payment.test_payment import ALT, MUG, Key, card_taken, count, last_sale, pay
from tests.ui.till_window import TillWindow
from ui.kit.sheet import Sheet


def words_in(sheet: Sheet) -> str:
    return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_a_scan_under_a_question_is_refused_in_it_and_nothing_behind_gets_a_key(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    counter.tap(page.give_back.yes)
    page.taking.field.setFocus()  # what a refusal behind the sheet does
    counter.scan(MUG)
    assert "not counted" in words_in(page.approval)
    assert counter.sounds.names[-1] == "refused"
    counter.type("9999\r")
    assert count(counter) == 0, "neither PIN nor Enter went to the amount behind"
    assert counter.app.desk.basket.tenders == ()
    assert not page.approval.isVisible()
    assert page.taking.field.hasFocus()
    counter.key(Key.Key_1, ALT)
    counter.type("99\r")
    assert count(counter) == 1


def test_a_page_that_wants_the_keyboard_gets_it_when_the_question_is_closed(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    page.taking.reference.setFocus()
    counter.key(Key.Key_1, ALT)
    assert page.taking.way == "card", "the keys of the page rest"
    counter.key(Key.Key_Escape)
    assert page.taking.reference.hasFocus()
    counter.key(Key.Key_1, ALT)
    assert page.taking.way == "cash", "and are alive again"


def test_a_click_beside_a_question_leaves_the_keyboard_in_it(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    counter.tap(page.give_back.yes)
    tap(page.approval, QPoint(5, 5))
    counter.type("9999\r")
    assert counter.app.desk.basket.tenders == ()


def test_one_sheet_at_a_time(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    for key in (Key.Key_F10, Key.Key_F1):
        counter.key(key)
        assert [sheet for sheet in counter.window.canvas.findChildren(Sheet) if sheet.isVisible()] == [page.give_back]
    counter.key(Key.Key_Escape)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)


def test_help_names_each_key_once(counter: TillWindow) -> None:
    pay(counter)
    counter.key(Key.Key_F1)
    sheet = counter.window.parts.help
    keys = [label.text() for label in sheet.findChildren(QLabel) if label.property("tone") == "accent"]
    assert len(keys) == len(set(keys)), keys
    assert "Reprint last" not in words_in(sheet), "here the key prints another copy"


def test_who_leaves_the_payment_leaves_its_questions(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    counter.key(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not page.give_back.isVisible()
    assert counter.window.sign_in.isVisible()
    counter.enter()
    counter.key(Key.Key_F10)
    page.model.cash("59")  # answered late
    counter.settle()
    assert page.finished.isVisible()
    assert not counter.window.parts.drawer.isVisible()
    assert page.finished.next.hasFocus()


def test_change_that_no_note_explains_is_asked_about_once(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("1098.99\r")
    assert page.finished.isVisible(), "999.99 may be"
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    pay(counter)
    counter.type("9900\r")
    assert page.doubt.isVisible()
    assert page.doubt.title.text() == "Change ¥ 9,801.00: is that right?"
    counter.key(Key.Key_Escape)
    assert count(counter) == 1
    assert counter.app.desk.basket.tenders == ()
    assert page.taking.field.hasFocus()
    assert page.taking.field.selectedText() == "9900", "the next key replaces it"
    counter.key(Key.Key_Return)
    page.doubt._asked.start()  # the second press comes at once, however busy this machine is
    counter.key(Key.Key_Return)
    assert page.doubt.isVisible(), "a double press is no answer"
    counter.until(lambda: page.doubt.rested)
    counter.key(Key.Key_Return)
    assert last_sale(counter).settlement.change == 980100


def test_a_part_with_too_much_change_is_asked_about_too(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("5000")
    counter.key(Key.Key_3, ALT)
    assert page.doubt.isVisible()
    assert count(counter) == 0
    counter.until(lambda: page.doubt.rested)
    counter.key(Key.Key_Return)
    assert last_sale(counter).settlement.change == 490100
