"""Scenarios 9 and 22 through the real window, then the shop's rules of points felt at the payment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from hub.storage import exceptions
from posapp.devices.clock import StoppedClock
from posapp.domain.sale import Sale
from posapp.domain.times import to_text
from posapp.usecases.wallets import Wish
from sync.purses import ask_purse
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import HubInside
from tests.support.shop import HUB_SECONDS, Shop
from tests.support.wallets import InsideWallets
from tests.ui.display.test_display import switch_on
from tests.ui.returns.test_exchange import _ended, _paid, _scenario_9
from tests.ui.returns.test_returns import returns
from tests.ui.test_scenarios_on_screen import CODES
from tests.ui.till_window import TillWindow
from ui.payment.screen import PaymentScreen

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-points.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime.now(UTC).replace(microsecond=0)))
        yield made
        made.close()


@pytest.fixture
def wallets(tmp_path: Path, shop: Shop) -> Iterator[InsideWallets]:
    made = InsideWallets(tmp_path, shop.folder / "hub")
    made.start()
    yield made
    made.stop()


def with_rules(**rules: Any) -> dict[str, Any]:
    """The shop file with these rules of points."""
    file: dict[str, Any] = json.loads(SHOP_FILE.read_text())
    file["stores"][0]["points"] |= rules
    return file


def points_of(counter: TillWindow) -> int:
    return ask_purse(counter.till.parts.engine.hub, HUB_SECONDS, Wish("points", "M1", "look", 0)).balance


def printed(counter: TillWindow, sale: Sale) -> list[str]:
    """What the receipt says of points."""
    said = "\n".join(counter.equipment.controls().receipt_picture(sale, "en").lines).splitlines()
    return [" ".join(line.split()) for line in said if "Points" in line]


def test_scenarios_9_and_22_and_what_the_rules_allow(
    counter: TillWindow, shop: Shop, wallets: InsideWallets, ready_hubs: ReadyHubs
) -> None:
    display = switch_on(counter)
    counter.go("checkout")
    live = HubInside(shop.folder / "hub", ready_hubs).command
    sold = _scenario_9(counter, lambda: live("member-code", "--member", "M1", "--at", to_text(shop.clock.now())))
    assert [(t.type, t.amount, t.points) for t in sold.tenders] == [("points", 1000, 1000), ("wechat", 21180, 0)]
    assert (sold.priced.total, sold.priced.tax, sold.earned) == (22180, 2517, 211)
    assert {"本单积分 Points earned 211", "积分余额 Points balance 461"} <= set(display.words)
    assert printed(counter, sold) == ["Points 1000 10.00", "Points earned 211", "Points balance 461"]
    counter.till.sync()
    assert points_of(counter) == 461

    page = returns(counter)
    counter.scan(f"posapp:{sold.receipt}")
    counter.until(lambda: page.model.sold is not None)
    counter.hands.type("+")
    counter.until(lambda: page.model.wanted == {1: 1000})
    counter.key(Key.Key_1, ALT)
    assert page.sum.words == "Goes back ¥ 75.40"
    counter.key(Key.Key_F8)
    counter.until(lambda: counter.window.page == "checkout")
    back = _back(counter)
    assert [(t.type, t.amount, t.points) for t in back.tenders] == [("points", -340, -340), ("wechat", -7200, 0)]
    assert (back.priced.total, back.priced.tax, back.earned) == (-7540, -868, -72)
    told = ["Points -340 -3.40", "Points taken back -72", "Points balance, about 729"]
    assert printed(counter, back) == told
    counter.till.sync()
    assert points_of(counter) == 729
    assert list(exceptions.every(shop.hub.database)) == []

    shop.hub.load(with_rules(burn=[{"id": "some", "step": 50, "least": 200, "most_percent": "10"}]))
    counter.till.sync()
    now = ("--at", to_text(shop.clock.now()))
    _of_another_shop(counter, live("member-code", "--member", "M3", *now))
    _points_by_the_rules(counter, live("member-code", "--member", "M1", *now))


def _back(counter: TillWindow) -> Sale:
    page = _paid(counter)
    counter.key(Key.Key_Return)
    return _ended(counter, page)


def _of_another_shop(counter: TillWindow, on_the_telephone: str) -> None:
    """Only the hub knows whose telephone it is: it is asked at once."""
    counter.go("checkout")
    counter.scan(on_the_telephone)
    counter.until(lambda: counter.app.desk.basket.cart.member == "M3")


def _points_by_the_rules(counter: TillWindow, on_the_telephone: str) -> None:
    """At most a tenth of 569.00 (the jacket less its threshold), in fifties, no fewer than 200; found by the code that
    the member's telephone shows."""
    counter.scan(on_the_telephone)
    assert (counter.app.desk.basket.cart.member, counter.app.desk.basket.cart.problems) == ("M1", ())
    counter.scan(CODES["F"])
    page = _paid(counter)
    counter.key(Key.Key_P, ALT)
    assert page.taking.field.text() == "5650", "a tenth of 569.00 in points, in fifties"
    counter.until(lambda: "729" in page.taking.notice.words)
    for words in ("at most 5650", "at least 200", "multiples of 50"):
        assert words in page.taking.notice.words
    for typed, why in (("120", "multiples of 50"), ("150", "At least 200"), ("5700", "At most 5650")):
        page.taking.field.setFocus()
        page.taking.field.selectAll()
        counter.type(typed)
        counter.key(Key.Key_Return)
        if not page.taking.reference.text():
            counter.type("1234")
            counter.key(Key.Key_Return)
        counter.until(partial(_refused, page, why))
        counter.app.desk.must_be_settled()
        assert counter.app.desk.basket.tenders == ()


def _refused(page: PaymentScreen, why: str) -> bool:
    return page.taking.take.isEnabled() and why in f"{page.taking.notice.words} {page.taking.field.wrong}"
