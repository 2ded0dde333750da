"""A wallet that does not answer about a refund holds up nobody: the sale goes on, and a manager sees how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.support.shop import Shop
from tests.support.wallets import WECHAT, InsideWallets
from tests.ui.payment.test_payment import MUG, T_SHIRT, count, last_sale, pay
from tests.ui.till_window import TillWindow
from ui.refunds.screen import RefundsScreen

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def wallets(tmp_path: Path, shop: Shop) -> Iterator[InsideWallets]:
    """Simulated wallets that the shop's hub asks."""
    made = InsideWallets(tmp_path, shop.folder / "hub")
    made.start()
    yield made
    made.stop()


def test_the_next_customer_is_served_and_what_failed_is_paid_out_once(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    page = pay(counter, T_SHIRT, MUG)
    counter.key(Key.Key_8, ALT)
    counter.type("120\r")
    counter.type(f"{WECHAT}\r")
    counter.until(lambda: len(page.standing.take_back) == 1)
    counter.settle()
    counter.tap(page.standing.out[1])
    counter.tap(page.back.leaving.yes)
    wallets.stop()
    counter.key(Key.Key_Return)
    counter.until(page.back.surplus.isVisible)
    counter.key(Key.Key_Return)
    counter.until(page.back.approval.isVisible)
    counter.type("9999\r")
    counter.until(page.back.unanswered.isVisible)
    assert "WeChat Pay has not answered about ¥ 21.00" in page.back.unanswered.title.text()
    counter.key(Key.Key_Return)
    counter.until(lambda: count(counter) == 1 and page.finished.isVisible())
    (tender,) = last_sale(counter).tenders
    assert (tender.type, tender.amount) == ("wechat", 9900)
    assert "refund" in [
        job.kind for job in counter.app.till.print_jobs.waiting()
    ] or counter.app.till.print_jobs.last_of("refund", counter.app.till.refunds.all()[0].id)
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    counter.sell()
    assert count(counter) == 2, "the queue goes on"

    wallets.start()
    wallets.play("wechat", "refund_no_funds")
    counter.window.bridge.line.emit(counter.till.sync())
    counter.until(counter.window.warning.isVisible)
    assert "Wallet refunds failed: 1, ¥ 21.00 in all" in counter.window.warning.words
    counter.go("receipts")
    counter.key(Key.Key_3, ALT)
    refunds = counter.page()
    assert isinstance(refunds, RefundsScreen)
    (row,) = refunds.list.results
    assert (row.name, row.price, row.note) == ("WeChat Pay", "¥ 21.00", "failed: pay it out")
    assert last_sale(counter).receipt[:-4] in row.detail
    counter.key(Key.Key_Return)
    counter.until(refunds.sheet.isVisible)
    counter.type("customer came back\r")
    counter.until(refunds.approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: refunds.list.results[0].note == "paid out: cash")
    (refund,) = counter.app.till.refunds.all()
    assert (refund.state, refund.paid_out, refund.owed) == ("failed", "cash", False)
    counter.key(Key.Key_Return)
    assert "Nothing is to be done" in refunds.notice.words, "it is paid out once"
    shift = counter.app.desk.shift
    assert shift is not None
    taken = counter.app.till.corrections.taken_in(shift.id)
    assert taken["wechat"] == 12000
    assert taken["cash"] == 9900 - 2100


def test_a_refund_that_nobody_answers_for_is_decided_by_the_bill_and_paid_out(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    page = pay(counter, T_SHIRT, MUG)
    counter.key(Key.Key_8, ALT)
    counter.type("120\r")
    counter.type(f"{WECHAT}\r")
    counter.until(lambda: len(page.standing.take_back) == 1)
    counter.settle()
    counter.tap(page.standing.out[1])
    counter.tap(page.back.leaving.yes)
    wallets.stop()
    counter.key(Key.Key_Return)
    counter.until(page.back.surplus.isVisible)
    counter.key(Key.Key_Return)
    counter.until(page.back.approval.isVisible)
    counter.type("9999\r")
    counter.until(page.back.unanswered.isVisible)
    counter.key(Key.Key_Return)
    counter.until(lambda: count(counter) == 1 and page.rested)
    counter.go("receipts")
    counter.key(Key.Key_3, ALT)
    refunds = counter.page()
    assert isinstance(refunds, RefundsScreen)
    counter.until(lambda: bool(refunds.list.results) and refunds.decide.isVisible())
    counter.key(Key.Key_7, ALT)
    sheet = refunds.decision
    assert sheet.isVisible()
    assert "Did ¥ 21.00 go back?" in sheet.title.text()
    counter.tap(sheet.ok)
    assert "Choose what became of it" in sheet.notice.words
    counter.tap(sheet.paid)
    counter.type("\r")
    counter.type("bill of today\r")
    counter.until(lambda: "as it stands on the wallet's bill" in sheet.notice.words)
    counter.tap(sheet.not_paid)
    counter.key(Key.Key_Return)
    counter.until(refunds.approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: refunds.list.results[0].note == "failed: pay it out")
    assert not refunds.decide.isVisible()
    (refund,) = counter.app.till.refunds.all()
    assert (refund.state, refund.why, refund.owed) == ("failed", "decided", True)


def test_some_of_a_line_stay_here_after_they_were_paid_for(counter: TillWindow) -> None:
    page = pay(counter, *[T_SHIRT] * 3)
    counter.key(Key.Key_2, ALT)
    counter.type("200\r")
    counter.type("SLIP-2\r")
    counter.until(lambda: len(page.standing.out) == 1)
    counter.tap(page.standing.out[0])
    sheet = page.back.some
    assert (sheet.isVisible(), sheet.field.text()) == (True, "2"), "one has to be bought"
    counter.type("9\r")
    assert "from 1 to 2" in sheet.notice.words
    counter.key(Key.Key_Backspace)
    counter.tap(sheet.fewer)
    counter.tap(sheet.more)
    counter.key(Key.Key_Return)
    counter.until(lambda: bool(counter.app.desk.settlement().surplus))
    (line,) = counter.app.desk.basket.cart.lines
    assert (line.quantity, counter.app.desk.settlement().surplus) == (1000, 20000 - 9900)
