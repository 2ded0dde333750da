"""Scenario 26 through the real window: the sale of scenario 9 is exchanged the next day, and once more evenly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage import exceptions, tables
from posapp.devices.clock import StoppedClock
from posapp.domain.sale import Sale
from posapp.domain.times import to_text
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import HubInside
from tests.support.shop import Shop
from tests.support.wallets import WECHAT, InsideWallets
from tests.ui.returns.test_returns import returns
from tests.ui.test_scenarios_on_screen import CODES
from tests.ui.till_window import TillWindow, till_window
from ui.kit.sheet import open_sheet
from ui.payment.screen import PaymentScreen
from ui.returns.screen import ReturnsScreen

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-returns.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


@pytest.fixture
def wallets(tmp_path: Path, shop: Shop) -> Iterator[InsideWallets]:
    made = InsideWallets(tmp_path, shop.folder / "hub")
    made.start()
    yield made
    made.stop()


def test_scenario_26_through_the_window(
    shop: Shop, wallets: InsideWallets, ready_hubs: ReadyHubs, qapp: QApplication, qtbot: QtBot
) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        live = HubInside(shop.folder / "hub", ready_hubs).command
        sold = _scenario_9(counter, lambda: live("member-code", "--member", "M1", "--at", to_text(shop.clock.now())))
        assert (sold.priced.total, sold.priced.tax) == (22180, 2517)
        assert [(t.type, t.amount) for t in sold.tenders] == [("points", 1000), ("wechat", 21180)]
        counter.till.sync()
        shop.clock.set(shop.clock.now() + timedelta(days=1))
        exchanged = _for_a_jacket(shop, counter, sold)
        assert [(t.type, t.amount) for t in exchanged.tenders] == [("wechat", 52360)]
        assert {rate.percent: rate.tax for rate in exchanged.priced.taxes} == {13000: 6891 - 868}
        assert [(x.net, x.tax) for x in exchanged.lines] == [(-7540, -868), (59900, 6891)]
        assert exchanged.back is not None
        assert (exchanged.back.receipt, exchanged.back.given, exchanged.back.reversed) == (sold.receipt, (), 0)
        counter.till.sync()
        even = _for_the_same(counter, sold)
        assert (even.settlement.total, even.tenders) == (0, ())
        charged = [(row["state"], row["amount"]) for row in wallets.books("wechat")]
        assert charged == [("paid", 21180), ("paid", 52360)], "the wallet is asked for nothing back"
        counter.till.sync()
        assert list(exceptions.every(shop.hub.database)) == []
        _by_card_and_goods(counter, sold, exchanged)


def _paid(counter: TillWindow) -> PaymentScreen:
    counter.key(Key.Key_F12)
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    page = counter.page()
    assert isinstance(page, PaymentScreen)
    return page


def _ended(counter: TillWindow, page: PaymentScreen) -> Sale:
    counter.until(page.finished.isVisible)
    sale = counter.app.till.sales.last_sale()
    assert sale is not None
    counter.until(lambda: page.rested)
    counter.key(Key.Key_Return)
    return sale


def _scenario_9(counter: TillWindow, live: Callable[[], str]) -> Sale:
    counter.scan("CARD1")
    for sku in "AABBC":
        counter.scan(CODES[sku])
    counter.scan("COUPON10")
    counter.until(lambda: counter.app.desk.priced.total == 22180)
    page = _paid(counter)
    counter.key(Key.Key_P, ALT)
    counter.until(lambda: "1250" in page.taking.notice.words)
    counter.type("1000")
    counter.key(Key.Key_Return)
    counter.type(live())
    counter.key(Key.Key_Return)
    counter.until(lambda: page.standing.due.text == "¥ 211.80")
    counter.scan(WECHAT)
    return _ended(counter, page)


def _back(counter: TillWindow, sold: Sale) -> ReturnsScreen:
    """One shirt comes back within an exchange."""
    page = returns(counter)
    counter.scan(f"posapp:{sold.receipt}")
    counter.until(lambda: page.model.sold is not None)
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    counter.key(Key.Key_1, ALT)
    assert page.sum.words == "Goes back ¥ 75.40"
    assert page.rows[0].words == "Ten off stays used", "not all comes back"
    counter.key(Key.Key_F8)
    counter.until(lambda: counter.window.page == "checkout")
    return page


def _for_a_jacket(shop: Shop, counter: TillWindow, sold: Sale) -> Sale:
    _back(counter, sold)
    counter.scan(CODES["F"])
    page = _paid(counter)
    assert page.standing.due.text == "¥ 523.60"
    shop.advance(minutes=31)  # the hub keeps it no longer, and another till has it now: no money moves
    held, taken = tables.return_hold, {"of": sold.id, "line": 1, "quantity": 2000, "till": "S1-2-zz"}
    with shop.hub.database.write() as connection:
        connection.execute(held.insert().values(until="2099-01-01T00:00:00Z", **taken))
    counter.scan(WECHAT[:-1] + "9")
    counter.until(lambda: "another till" in page.taking.notice.words)
    assert counter.app.attempts.current is None
    with shop.hub.database.write() as connection:
        connection.execute(held.delete().where(held.c.till == "S1-2-zz"))
    counter.scan(WECHAT[:-1] + "0")
    return _ended(counter, page)


def _for_the_same(counter: TillWindow, sold: Sale) -> Sale:
    """Three mugs of 106.50, 31.10 less with the manager: nothing is left to pay, in either direction."""
    _back(counter, sold)
    for _ in range(3):
        counter.scan(CODES["B"])
    counter.key(Key.Key_F7)
    for _ in range(5):
        counter.key(Key.Key_F7)
    counter.type("31.10")
    counter.key(Key.Key_Down)
    counter.type("\r")
    counter.type("9999\r")
    counter.until(lambda: counter.app.desk.priced.total == 0)
    page = _paid(counter)
    assert page.standing.due.text == "¥ 0.00"
    counter.key(Key.Key_Return)
    return _ended(counter, page)


def _by_card_and_goods(counter: TillWindow, sold: Sale, exchanged: Sale) -> None:
    """Without a receipt in hand: the member's card or number, then the goods themselves."""
    page = returns(counter)
    counter.scan(CODES["F"])
    counter.until(lambda: "No such sale" in page.notice.words)
    counter.scan("CARD1")
    counter.until(lambda: len(page.list.results) == 3)
    assert sold.receipt in [row.key for row in page.list.results]
    assert any(row.detail.startswith("T-shirt, Mug, Rice · ") for row in page.list.results)
    counter.scan(CODES["H"])
    counter.until(lambda: "Headphones" in page.notice.words)
    assert len(page.list.results) == 3, "they stay in sight"
    counter.scan(CODES["F"])
    counter.until(lambda: page.model.sold is not None)
    assert page.model.sold is not None
    assert (page.model.sold.receipt, list(page.model.wanted.values())) == (exchanged.receipt, [1000])
    counter.scan(CODES["F"])
    counter.until(lambda: "Jacket is left" in page.notice.words)
    counter.key(Key.Key_Escape)
    counter.type("138 0013 8000\r")
    counter.until(lambda: len(page.list.results) == 3)
    page.model.sales = tuple(one for one in page.model.sales if one.receipt == exchanged.receipt)
    counter.scan(CODES["C"])  # bought before the newest that the hub told: it is asked for these goods
    counter.until(lambda: page.model.sold is not None and page.model.sold.receipt == sold.receipt)
    counter.until(lambda: list(page.model.wanted.values()) == [1000])
    assert page.list.current == 2, "plus and minus go on from there"
    _rather_in_cash(counter, page)


def _rather_in_cash(counter: TillWindow, page: ReturnsScreen) -> None:
    """Points go back as points, the wallet's part in cash: for a reason that is said, and with a manager."""
    counter.key(Key.Key_1, ALT)
    counter.key(Key.Key_3, ALT)
    counter.key(Key.Key_F12)
    sheet = page.in_cash.sheet
    counter.until(sheet.isVisible)
    assert not counter.app.desk.basket.cart.returns
    sheet.field.clear()
    counter.key(Key.Key_Return)
    assert sheet.isVisible(), "nothing without a reason"
    chip = sheet.reasons._group.button(1)
    assert chip is not None
    counter.tap(chip)
    counter.tap(sheet.ok)
    counter.until(lambda: open_sheet(counter.window.canvas) not in (None, sheet))
    counter.type("9999\r")
    counter.until(lambda: isinstance(counter.page(), PaymentScreen))
    refund = counter.app.desk.basket.cart.refund
    assert (refund.by, refund.reason, refund.approver) == ("cash", "Somebody else had paid", "m1")
