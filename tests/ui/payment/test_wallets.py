"""Paying by the code that the customer shows, through the real window, a real hub and wallets that are a program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from posapp.commands.wallet_process import WalletProcess
from tests.support.shop import Shop
from tests.ui.payment.test_payment import T_SHIRT, count, last_sale, pay
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
WECHAT, ALIPAY = "134567890123456789", "287654321098765432"


@pytest.fixture
def wallets(tmp_path: Path, shop: Shop) -> Iterator[WalletProcess]:
    """Simulated wallets that the shop's hub asks."""
    made = WalletProcess(tmp_path, shop.folder / "hub")
    made.start()
    yield made
    made.stop()


def ended(counter: TillWindow, page: PaymentScreen, words: str) -> None:
    """Until the attempt is over and the page says so."""
    counter.until(lambda: words in page.taking.notice.words)
    counter.settle()


def test_scenario_17_the_code_chooses_the_wallet_at_the_payment_and_nowhere_else(
    counter: TillWindow, wallets: WalletProcess, caplog: pytest.LogCaptureFixture
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
