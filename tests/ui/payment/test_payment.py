"""Taking money through the real window, with a person's keys and taps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from posapp.domain.errors import Refused
from posapp.domain.sale import Sale
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen

T_SHIRT, MUG = "6901234567892", "6901234567014"
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def pay(counter: TillWindow, *codes: str) -> PaymentScreen:
    """Ring up and press F12."""
    for code in codes or (T_SHIRT,):
        counter.scan(code)
    counter.key(Key.Key_F12)
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    return page


def last_sale(counter: TillWindow) -> Sale:
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    return sale


def count(counter: TillWindow) -> int:
    return counter.app.till.sales.count()


def test_one_key_takes_exact_cash(counter: TillWindow) -> None:
    page = pay(counter)
    assert page.taking.field.text() == "99.00"
    assert page.taking.field.hasFocus()
    counter.key(Key.Key_Return)
    assert page.finished.isVisible()
    assert page.finished.change.text == "¥ 0.00"
    assert page.finished.receipt.words.endswith(last_sale(counter).receipt)


def test_typing_replaces_the_amount_and_change_stands_large(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("150")
    counter.key(Key.Key_Return)
    assert page.finished.change.text == "¥ 51.00"
    assert page.finished.change.height() >= 56
    assert last_sale(counter).settlement.change == 5100
    assert counter.sounds.names[-1] == "good"


def test_the_next_scan_is_the_next_customer(counter: TillWindow) -> None:
    pay(counter)
    counter.key(Key.Key_Return)
    counter.scan(MUG)
    assert counter.window.page == "checkout"
    assert [line.product.sku for line in counter.app.desk.basket.cart.lines] == ["B"]


def test_enter_is_the_next_customer(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_Return)
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    assert counter.window.page == "checkout"
    assert counter.app.desk.basket.cart.empty


def test_a_refused_amount_keeps_hands_and_basket(counter: TillWindow) -> None:
    page = pay(counter)
    for typed in ("5", "-5", "-500", ".", "1.234", "9999999999"):
        counter.sounds.names.clear()
        counter.type(typed)
        assert page.taking.field.wrong == "", "what was typed before is over"
        counter.key(Key.Key_Return)
        assert page.isVisible()
        assert page.taking.field.hasFocus()
        assert page.taking.field.wrong == page.taking.notice.words != "", typed
        assert page.taking.field.selectedText() == typed
        assert counter.sounds.names == ["refused"]
        assert count(counter) == 0
        assert counter.app.desk.basket.tenders == ()
    counter.type("100")
    counter.key(Key.Key_Return)
    assert last_sale(counter).settlement.change == 100


def test_the_amount_takes_no_letters_and_says_why(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("5\r")
    assert "94.00" in page.taking.notice.words
    counter.type("1o0-")
    assert page.taking.field.text() == "10"
    assert page.taking.notice.words == page.taking.field.wrong == "Digits and one point only"
    counter.type("0")
    assert page.taking.notice.words == page.taking.field.wrong == "", (
        "what was said before is not true of what stands now"
    )
    counter.type("\r")
    assert last_sale(counter).settlement.paid == 10000


def test_a_double_press_does_not_wipe_the_change_away(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("150")
    counter.key(Key.Key_Return)
    page._shown.start()  # the second press comes at once, however busy this machine is
    counter.key(Key.Key_Return)
    counter.key(Key.Key_Escape)
    assert page.finished.isVisible()
    assert count(counter) == 1


def test_likely_amounts_finish_with_one_tap(counter: TillWindow) -> None:
    page = pay(counter)
    key = next(key for key in page.taking.likely if key.isVisible() and key.label == "¥ 100.00")
    counter.tap(key)
    assert last_sale(counter).settlement.paid == 10000


def test_by_finger_on_the_keypad(counter: TillWindow) -> None:
    page = pay(counter)
    for code in ("1", "00"):
        counter.tap(page.taking.keypad.keys[code])
    counter.tap(page.taking.take)
    assert last_sale(counter).settlement.paid == 10000


def test_card_needs_the_reference_of_the_slip(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.key(Key.Key_Return)
    assert page.taking.reference.hasFocus()
    counter.key(Key.Key_Return)
    assert count(counter) == 0
    assert page.taking.reference.hasFocus()
    assert page.taking.reference.wrong
    counter.type("000123")
    counter.key(Key.Key_Return)
    tender = last_sale(counter).tenders[0]
    assert (tender.type, tender.amount, tender.reference) == ("card", 9900, "000123")


def test_card_by_finger_the_keypad_follows_the_cursor(counter: TillWindow) -> None:
    page = pay(counter)
    counter.tap(page.taking.by_card)
    counter.tap(page.taking.take)
    for code in ("4", "7", "00"):
        counter.tap(page.taking.keypad.keys[code])
    assert page.taking.reference.text() == "4700"
    counter.tap(page.taking.take)
    assert last_sale(counter).tenders[0].reference == "4700"


def test_everything_fits_at_twice_the_size(counter: TillWindow) -> None:
    page = pay(counter)
    counter.theme.set_scale(2.0)
    counter.settle()
    assert counter.window.height() <= 768
    counter.type("5")
    counter.key(Key.Key_Return)
    counter.until(page.standing.trouble.isVisible)
    for widget in (page.taking.take, page.taking.part_key, page.standing.back, page.standing.due, page.taking.field):
        area = widget.rect().translated(widget.mapTo(page, widget.rect().topLeft()))
        assert page.rect().contains(area)
        assert widget.height() >= widget.minimumSizeHint().height()
    for key in page.taking.keypad.keys.values():
        assert key.height() >= 44, key.code


def test_a_card_never_takes_more_than_is_due(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("200")
    page.taking.reference.setText("1")
    counter.key(Key.Key_Return)
    assert count(counter) == 0
    assert "99.00" in page.taking.notice.words
    assert page.taking.field.hasFocus()


def take_card_back(counter: TillWindow, page: PaymentScreen, pin: str) -> None:
    """The cross of the first tender, "it is reversed", the manager's PIN."""
    counter.tap(page.standing.take_back[0])
    counter.tap(page.give_back.yes)
    assert page.approval.isVisible(), "a cashier may not alone"
    counter.type(f"{pin}\r")


def test_part_payments_stand_under_the_total_and_go_back(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("40")
    page.taking.reference.setText("7")
    counter.key(Key.Key_Return)
    assert page.standing.due.text == "¥ 59.00"
    assert page.taking.field.text() == "59.00"
    counter.key(Key.Key_1, ALT)
    counter.type("20")
    counter.key(Key.Key_3, ALT)
    assert page.standing.due.text == "¥ 39.00"
    assert [t.amount for t in counter.app.desk.basket.tenders] == [4000, 2000]
    counter.key(Key.Key_Escape)
    assert counter.window.page == "payment", "with money taken nobody goes back to the goods"
    assert page.taking.notice.words
    take_card_back(counter, page, "9999")
    assert page.standing.due.text == "¥ 79.00"
    counter.tap(page.standing.take_back[0])
    counter.tap(page.give_back.yes)
    assert page.standing.due.text == "¥ 99.00"
    counter.key(Key.Key_Escape)
    assert counter.window.page == "checkout"
    assert not counter.app.desk.basket.paying


def card_taken(counter: TillWindow) -> PaymentScreen:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("40")
    page.taking.reference.setText("R12345")
    counter.key(Key.Key_Return)
    return page


def test_a_card_payment_does_not_go_back_by_one_slip_of_the_finger(counter: TillWindow) -> None:
    page = card_taken(counter)
    counter.tap(page.standing.take_back[0])
    words = " ".join(label.text() for label in page.give_back.findChildren(QLabel))
    assert "R12345" in words
    assert "reverse it on the terminal" in words
    counter.key(Key.Key_Escape)
    assert [t.reference for t in counter.app.desk.basket.tenders] == ["R12345"]
    assert counter.page() is page
    take_card_back(counter, page, "0000")
    assert page.approval.isVisible(), "a wrong PIN may be typed again"
    assert [t.reference for t in counter.app.desk.basket.tenders] == ["R12345"]
    counter.type("9999\r")
    assert not page.approval.isVisible()
    assert counter.app.desk.basket.tenders == ()
    last = counter.app.till.journal.last()
    assert last is not None
    assert (last.kind, last.staff) == ("tender_withdrawn", "c1")
    assert b'"m1"' in last.body
    assert page.taking.field.hasFocus()


def test_cash_goes_back_after_one_question(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("20")
    counter.key(Key.Key_3, ALT)
    counter.tap(page.standing.take_back[0])
    assert "20.00" in page.give_back.title.text()
    assert [t.amount for t in counter.app.desk.basket.tenders] == [2000]
    counter.key(Key.Key_Return)
    assert counter.app.desk.basket.tenders == ()
    assert page.taking.field.text() == "99.00"


def test_a_refused_slip_number_is_forgotten_with_the_next_good_one(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("40")
    counter.key(Key.Key_Return)
    counter.type("4111111111111111\r")
    assert "number of a card" in page.taking.notice.words
    counter.type("7")
    assert page.taking.notice.words == ""
    counter.type("\r")
    assert page.standing.due.text == "¥ 59.00"
    counter.type("1o")
    counter.key(Key.Key_Return)
    counter.type("8\r")
    assert page.taking.notice.words == ""


def test_a_part_that_is_all_finishes(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_3, ALT)
    assert page.finished.isVisible()


def test_nothing_is_no_part(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("0")
    counter.key(Key.Key_3, ALT)
    assert counter.app.desk.basket.tenders == ()
    assert page.taking.notice.words


def test_a_scan_while_paying_is_refused_and_leaves_no_trace(counter: TillWindow) -> None:
    page = pay(counter)
    counter.scan(MUG)
    assert counter.sounds.names[-1] == "refused"
    assert page.taking.field.text() == "99.00"
    assert len(counter.app.desk.basket.cart.lines) == 1


def test_paid_in_full_when_the_power_went(counter: TillWindow) -> None:
    """The tenders are on disk, the sale is not committed: the page finishes it with one key."""
    counter.scan(T_SHIRT)
    counter.app.payment.pay()
    counter.app.payment.take("cash", 10000)
    counter.enter()
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    assert page.taking.take.label == "Finish the sale"
    assert not page.taking.field.isEnabled()
    counter.key(Key.Key_Return)
    assert last_sale(counter).settlement.change == 100


def test_paid_in_full_can_still_be_taken_back(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.app.payment.pay()
    counter.app.payment.take("cash", 10000)
    counter.enter()
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    counter.tap(page.standing.take_back[0])
    counter.key(Key.Key_Return)
    assert page.taking.field.isEnabled()
    assert page.taking.field.text() == "99.00"


def test_language_changes_in_the_middle(counter: TillWindow) -> None:
    page = pay(counter)
    counter.type("12")
    counter.languages.set("zh")
    counter.settle()
    assert page.standing.words.text() == "还应收"
    assert page.standing.due.text == "¥ 99.00"
    assert page.taking.field.text() == "12", "what was typed stays"


def test_the_receipt_tells_whether_it_is_printed_and_prints_again(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_Return)
    assert page.finished.paper.words == "Receipt waits for the printer"
    counter.equipment.spooler.run_pending()
    counter.settle()
    counter.key(Key.Key_3, ALT)
    assert page.finished.paper.words == "Receipt printed", "a key of the tenders does nothing any more"
    counter.key(Key.Key_F9)
    assert [job.kind for job in counter.app.till.print_jobs.waiting()] == ["receipt_copy"]
    assert page.finished.paper.words == f"Copy of {last_sale(counter).receipt} is printing"
    counter.equipment.spooler.run_pending()
    counter.settle()
    assert page.finished.paper.words == f"Copy of {last_sale(counter).receipt} printed"
    counter.key(Key.Key_F9)
    assert page.finished.paper.words == f"Copy of {last_sale(counter).receipt} is printing"


def test_refused_commit_says_why(counter: TillWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up during the commit: the payment stays as it was."""
    page = pay(counter)

    def full(_draft: object) -> Sale:
        raise Refused("disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(counter.app.till.sales, "complete_sale", full)
        counter.key(Key.Key_Return)
    assert "disk" in page.taking.notice.words
    assert counter.app.desk.basket.tenders == ()
    counter.key(Key.Key_Return)
    assert count(counter) == 1


def test_another_page_comes_back_to_the_payment(counter: TillWindow) -> None:
    page = pay(counter)
    counter.go("receipts")
    counter.key(Key.Key_Escape)
    assert counter.page() is page


def test_goods_scanned_elsewhere_while_paying_are_refused_aloud(counter: TillWindow) -> None:
    page = pay(counter)
    counter.go("line")
    counter.scan(MUG)
    assert counter.page() is page
    assert counter.sounds.names[-1] == "refused"
    assert page.taking.notice.words
    assert len(counter.app.desk.basket.cart.lines) == 1
