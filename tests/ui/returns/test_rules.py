"""What the page of returns shows of the rules: both figures of a broken offer, a present, a serial number, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posapp.devices.clock import StoppedClock
from posapp.domain.sale import Sale
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.returns.test_returns import returns
from tests.ui.test_accessible import both, look
from tests.ui.test_fitting import out_of_place
from tests.ui.test_scenarios_on_screen import CODES
from tests.ui.till_window import TillWindow, till_window
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-returns.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 12, 5, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_an_offer_breaks_a_present_shows_no_price_and_another_serial_needs_a_manager(
    shop: Shop, qapp: QApplication
) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        first = _sold(counter, *"ABG", "H")
        assert first.priced.total == 13450 + 89900
        page = _found(counter, f"posapp:{first.receipt}")
        _choose(counter, page, 2)
        assert _said(page) == ["By the shares paid 17.34", "The offer breaks: what stays costs more −17.34"]
        assert page.sum.words == "Goes back ¥ 0.00"
        _choose(counter, page, 1)
        assert page.sum.words == "Goes back ¥ 35.50"
        assert not look(counter, counter.window.canvas, "returns, filled"), "scenario 12"
        counter.theme.set_scale(2.0)
        counter.window.resize(1366, 768)
        for language in both(counter):
            counter.languages.set(language)
            counter.settle()
            assert not out_of_place(page), language
            assert page.sum.isVisible()
            assert page.sum.visibleRegion().boundingRect() == page.sum.rect(), "the amount is whole"
        counter.languages.set("en")
        counter.theme.set_scale(1.0)

        page = _found(counter, f"POSAPP:GIFT:{first.receipt.lower()}")  # Caps Lock is on
        assert page.of.text().startswith("Gift receipt · S1-1-20261205-0001 · as the hub knew it at ")
        assert {row.worth for row in page.model.lines()} == {""}
        _choose(counter, page, 0)
        assert [row.worth for row in page.model.lines()] == ["86.24", "", "", ""]
        assert _said(page) == ["To Gift card 86.24"], "neither the buyer's cash nor any price"
        counter.key(Key.Key_1, ALT)
        counter.key(Key.Key_F12)
        assert [(t.type, t.amount) for t in _ended(counter).tenders] == [("gift_card", -8624)]

        page = _found(counter, first.receipt)
        assert [row.left for row in page.model.lines()] == [0, 1000, 1000, 1000]
        _choose(counter, page, 3)
        counter.key(Key.Key_1, ALT)
        counter.scan("SN-OTHER")
        assert page.serial.text() == "SN-OTHER"
        counter.key(Key.Key_F12)
        counter.type("9999\r")  # a manager's exception
        back = _ended(counter).back
        assert back is not None
        assert [(x.serial, x.excepted, x.approver) for x in back.lines] == [("SN-OTHER", "serial", "m1")]


def _sold(counter: TillWindow, *skus: str) -> Sale:
    for sku in skus:
        counter.scan(CODES[sku])
    counter.type("SN-1\r")
    counter.key(Key.Key_F12)
    counter.settle()
    counter.key(Key.Key_Return)
    return _ended(counter)


def _ended(counter: TillWindow) -> Sale:
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    if not page.finished.isVisible():
        counter.key(Key.Key_Return)
    counter.until(page.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    counter.till.sync()
    return sale


def _found(counter: TillWindow, code: str) -> ReturnsScreen:
    page = returns(counter)
    counter.scan(code)
    counter.until(lambda: page.model.sold is not None)
    return page


def _choose(counter: TillWindow, page: ReturnsScreen, row: int) -> None:
    page.list.set_current(row)
    page.list.setFocus()
    counter.key(Key.Key_Return)
    counter.until(lambda: row + 1 in page.model.wanted)


def _said(page: ReturnsScreen) -> list[str]:
    return [row.words for row in page.rows if row.isVisible()]
