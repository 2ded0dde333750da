"""Paying by the code that the customer shows, through the real window, a real hub and wallets that are a program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.support.shop import Shop
from tests.support.wallets import ALIPAY, WECHAT, InsideWallets
from tests.ui.payment.test_payment import MUG, T_SHIRT, count, last_sale, pay
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def wallets(tmp_path: Path, shop: Shop) -> Iterator[InsideWallets]:
    """Simulated wallets that the shop's hub asks."""
    made = InsideWallets(tmp_path, shop.folder / "hub")
    made.start()
    yield made
    made.stop()


def ended(counter: TillWindow, page: PaymentScreen, words: str) -> None:
    """Until the attempt is over and the page says so."""
    counter.until(lambda: words in page.taking.notice.words)
    counter.settle()


def test_scenario_17_the_code_chooses_the_wallet_at_the_payment_and_nowhere_else(
    counter: TillWindow, wallets: InsideWallets, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    counter.scan(T_SHIRT)
    counter.scan(WECHAT)
    assert counter.sounds.names[-1] == "refused"
    assert not counter.app.desk.basket.cart.problems, "it was never looked up as goods"
    page = pay(counter, T_SHIRT)
    wallets.play("wechat", "expired")
    counter.scan(WECHAT)
    ended(counter, page, "the payment code has expired")
    counter.scan(T_SHIRT)
    assert "product code, not a payment code" in page.taking.notice.words
    counter.scan(ALIPAY)
    counter.until(lambda: count(counter) == 1 and page.finished.isVisible())
    (tender,) = last_sale(counter).tenders
    (declined,), (paid,) = wallets.books("wechat"), wallets.books("alipay")
    assert (tender.type, tender.amount, tender.reference) == ("alipay", 19800, f"模拟SIM {paid['number']}")
    assert (declined["state"], paid["state"], paid["amount"]) == ("refused", "paid", 19800)
    counter.till.sync()
    kept = b"".join(entry.body for entry in counter.till.parts.till.journal.all())
    for code in (WECHAT, ALIPAY):
        assert code[:10] not in caplog.text
        assert code.encode() not in kept


def test_a_customer_who_takes_long_keeps_the_goods_on_the_counter_and_is_taken_back(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    wallets.play("alipay", "waits")
    page = pay(counter)
    counter.key(Key.Key_8, ALT)
    counter.type("40\r")
    counter.type(f"{ALIPAY}\r")
    model = page.attempts.model
    counter.until(lambda: model.attempt is not None and model.attempt.state == "pending" and model.asking is None)
    counter.settle()
    panel = page.attempts.panel
    assert panel.halt.isVisible()
    assert panel.amount.text() == "Alipay · ¥ 40.00"
    assert panel.simulated.isVisible(), "no money moves, and that is said"
    assert not page.taking.reference.text(), "the code is gone"
    counter.scan(WECHAT)
    assert "has no result yet" in panel.notice.words
    counter.key(Key.Key_6, ALT)
    counter.until(lambda: model.attempt is None)
    assert [row["state"] for row in wallets.books("alipay")] == ["reversed"]
    assert wallets.books("wechat") == []
    assert count(counter) == 0


def test_a_wallet_that_stays_away_is_not_asked_for_until_it_answers(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    wallets.stop()
    page = pay(counter)
    for _ in range(3):
        page.taking.notice.clear()
        counter.scan(WECHAT)
        counter.until(lambda: "could not be reached" in page.taking.notice.words)
    assert "gave no answer 3 times" in page.taking.notice.words
    counter.scan(WECHAT)
    counter.until(lambda: page.taking.notice.words.startswith("WeChat Pay gave no answer"))
    attempts = counter.app.till.attempts.all()
    assert [attempt.state for attempt in attempts] == ["refused"] * 3, "the fourth was not begun"
    wallets.start()
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_F12)
    counter.until(lambda: not counter.app.attempts.health.resting(counter.app.desk.now()))
    counter.scan(WECHAT)
    counter.until(lambda: count(counter) == 1)


def test_wallet_money_taken_elsewhere_needs_its_number_and_above_a_limit_somebody_else(counter: TillWindow) -> None:
    page = pay(counter, *[T_SHIRT] * 6)
    counter.key(Key.Key_9, ALT)
    counter.type("\r")
    assert page.taking.reference.hasFocus()
    counter.type(f"{WECHAT}\r")
    assert "the code that pays" in page.taking.notice.words
    page.taking.reference.clear()
    counter.type("W-4711\r")
    counter.until(page.wallets.approval.isVisible)
    counter.type("9999\r")
    counter.until(lambda: count(counter) == 1)
    (tender,) = last_sale(counter).tenders
    assert (tender.type, tender.amount, tender.reference) == ("wallet_outside", 59400, "W-4711")
    (entry,) = [e for e in counter.till.parts.till.journal.all() if e.kind == "tender_allowed"]
    assert b'"approver":"m1"' in entry.body
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    pay(counter, T_SHIRT)
    counter.key(Key.Key_9, ALT)
    counter.type("\r")
    counter.type("W-4711\r")
    counter.until(page.wallets.approval.isVisible)
    assert count(counter) == 1, "a payment that the customer shows once more"
    counter.type("9999\r")
    counter.until(lambda: count(counter) == 2)


def test_what_is_too_much_goes_back_to_the_wallet_before_the_sale_is_complete(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    page = pay(counter, T_SHIRT, MUG)
    counter.key(Key.Key_8, ALT)
    counter.type("120\r")
    counter.type(f"{WECHAT}\r")
    counter.until(lambda: len(page.standing.take_back) == 1)
    counter.settle()
    counter.tap(page.standing.out[0])
    counter.tap(page.back.leaving.yes)
    wallets.play("wechat", "refund_no_funds")
    counter.tap(page.taking.take)
    counter.tap(page.back.surplus.ok)
    counter.until(page.back.approval.isVisible)
    counter.type("9999\r")
    ended(counter, page, "WeChat Pay cannot give ¥ 84.50 back")
    counter.tap(page.taking.take)
    assert page.back.surplus.slip.isVisible(), "it is paid out in another way"
    counter.key(Key.Key_Escape)
    assert count(counter) == 0
    (refund,) = counter.app.till.refunds.all()
    assert (refund.state, refund.amount) == ("failed", 8450)


def test_a_payment_code_is_no_gift_card(counter: TillWindow, wallets: InsideWallets) -> None:
    pay(counter)
    counter.key(Key.Key_G, ALT)
    counter.scan(WECHAT)
    counter.until(lambda: count(counter) == 1)
    [tender] = last_sale(counter).tenders
    assert (tender.type, tender.amount) == ("wechat", 9900)


def found_by(counter: TillWindow, number: str) -> tuple[str, bool]:
    """The receipt that the page of returns opens for a scanned number of a payment, and whether the hub said so."""
    counter.go("checkout")
    counter.key(Key.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)
    page = counter.page()
    assert isinstance(page, ReturnsScreen)
    counter.scan(number)
    counter.until(lambda: page.model.sold is not None or bool(page.notice.words))
    assert page.model.sold is not None, page.notice.words
    assert page.model.sold.kind == "sale", "that proof is no return without a receipt"
    return page.model.sold.receipt, bool(page.model.sold.as_of)


def test_the_number_on_the_customers_telephone_is_proof_of_the_sale(
    counter: TillWindow, wallets: InsideWallets
) -> None:
    page = pay(counter, T_SHIRT)
    counter.scan(ALIPAY)
    counter.until(lambda: count(counter) == 1 and page.finished.isVisible())
    (paid,), receipt = wallets.books("alipay"), last_sale(counter).receipt
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()
    assert found_by(counter, paid["number"]) == (receipt, True), "the wallet's own"
    assert found_by(counter, paid["order"]) == (receipt, True), "the merchant's, as the bill's bar code has it"
    hub = counter.till.parts.engine.hub
    hub.url = "http://127.0.0.1:9"  # nothing listens there
    assert found_by(counter, paid["number"]) == (receipt, False)
    assert found_by(counter, paid["order"]) == (receipt, False)
