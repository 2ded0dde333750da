"""What the shop knows of a member is written down on one page, by keys and by finger, offline too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from posapp.devices.clock import StoppedClock
from posapp.domain.cart import coupons
from posapp.domain.member_details import details
from posapp.storage.follow_ups import NewFollowUp
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.members.screen import MembersScreen
from ui.orders.screen import OrdersScreen

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-points.json"
ORDER = {
    "id": "W9001", "store": "S1", "channel": "wechat", "placed": "2026-11-20T08:30:00+08:00", "state": "READY",
    "code": "482913",
    "member": "M1", "customer": {"name": "示范", "phone": "+8613800138000"},
    "lines": [{"sku": "B", "qty": "2", "amount": "71.00", "tax": "8.17"}],
    "tenders": [{"type": "wechat", "amount": "71.00"}],
}  # fmt: skip
TIERS = [{"id": "gold", "name": {"zh": "金卡", "en": "Gold"}}, {"id": "top", "name": {"zh": "黑卡", "en": "Top"}}]
FIELDS = [
    {"id": "top", "name": {"zh": "上衣尺码", "en": "Top size"}, "choices": ["S", "M"]},
    {"id": "shoe", "name": {"zh": "鞋码", "en": "Shoe size"}},
]


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    file: dict[str, Any] = json.loads(SHOP_FILE.read_bytes())
    file |= {"orders": [ORDER]}
    file["stores"][0] |= {"member_fields": FIELDS, "tiers": TIERS}
    file["stores"][0]["points"] |= {
        "tiers": [{"id": "gold", "spend": "600.00"}, {"id": "top", "spend": "2000.00"}],
        "tier_days": 30,
        "expires": {"years": 1},
    }
    for role in file["roles"]:
        role["may"] = [*role["may"], "orders"]
    for member in file["members"]:
        if member["id"] == "M1":
            member |= {"birthday": "1990-11-25", "email": "wang@example.com"}
    with ready_hubs.start(tmp_path / "hub", json.dumps(file).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_a_member_on_one_page(shop: Shop, qapp: QApplication) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        counter.key(Key.Key_F4, CTRL)
        page = cast(MembersScreen, counter.page())
        page.left.field.setText("138")
        page.model.choose("M1")
        counter.until(lambda: page.right.title.text() == "王*")
        _the_queue_reads_along(counter, page)
        _in_one_look(counter, page)
        _sizes(counter, page)
        _notes_dates_tags(counter, page)
        _emptied(counter, page)
        _an_order(counter, page)
        _wishes(counter, page)
        _offline(counter, page, shop)


def known(counter: TillWindow, kind: str) -> list[str]:
    return [one.value for one in details(counter.app.members.known("M1").details, kind)]


def _the_queue_reads_along(counter: TillWindow, page: MembersScreen) -> None:
    """No birthday, no full name; near it the page says so without the day."""
    assert page.right.birthday.isVisible()
    assert page.right.birthday.words == "Birthday within 7 days"
    seen = " ".join(label.text() + label.toolTip() for label in counter.window.findChildren(QLabel))
    assert [secret for secret in ("1990", "11-25", "王芳", "wang@example") if secret in seen] == []


def _in_one_look(counter: TillWindow, page: MembersScreen) -> None:
    """Tier and what is missing for the next, points and when they are lost, money, coupons, what came back, purchases
    with the channel's badge, what is to be done next and for whose book."""
    counter.app.follow_ups.make(NewFollowUp("M1", "call", "2026-11-23", "问尺码"))
    counter.until(lambda: "as of" in page.right.touched.heard.text() and bool(page.right.known["follow_up"].value))
    points, *others = page.right.figures.figures
    assert (page.right.tier.words, points.name, points.value) == ("Gold", "Points", "1,250")
    assert (points.beside[:16], points.brief[:7]) == ("1,250 expire on ", "−1,250 ")
    assert page.right.line.text().startswith("138****8000 · ¥ 2,000.00 more to Top · ")
    assert [(one.name, one.value) for one in others] == [
        ("Stored value", "¥ 0.00"),
        ("Coupons", "1"),
        ("Came back", "—"),
    ]
    [order] = page.right.touched.list.results
    assert (order.name, order.price, order.note) == ("Mug", "¥ 71.00", "WeChat")
    known = page.right.known
    assert known["follow_up"].value == "2026-11-23 · Call · 问尺码"
    assert (known["book"].value, known["consent"].value) == ("the shop's", "no way at all")


def _sizes(counter: TillWindow, page: MembersScreen) -> None:
    """The shop's own fields stand there as they are; an emptied one is gone."""
    counter.key(Key.Key_2, ALT)
    sheet = page.details.own
    assert list(sheet.fields) == ["top", "shoe"]
    counter.type("M")
    sheet.fields["shoe"].setFocus()
    counter.type("37\r")
    counter.until(lambda: page.right.known["own"].value == "Top size M · Shoe size 37")
    counter.tap(page.right.known["own"])
    assert sheet.fields["shoe"].text() == "37"
    sheet.fields["shoe"].clear()
    counter.tap(sheet.ok)
    counter.until(lambda: page.right.known["own"].value == "Top size M")


def _notes_dates_tags(counter: TillWindow, page: MembersScreen) -> None:
    counter.key(Key.Key_3, ALT)
    counter.type("\r")
    assert "first" in page.details.notes.notice.words
    counter.type("喜欢蓝色\r")
    counter.till.clock.set(counter.till.clock.now() + timedelta(seconds=1))  # or nobody knows which came first
    counter.type("周末来\r")
    assert [row.name for row in page.details.notes.list.results] == ["周末来", "喜欢蓝色"]
    assert "2026-11-21 09:00" in page.details.notes.list.results[0].detail
    counter.key(Key.Key_Delete)
    assert known(counter, "note") == ["喜欢蓝色", "周末来"], "notes stay"
    counter.key(Key.Key_Escape)
    counter.until(lambda: page.right.known["note"].value == "周末来 (and 1 more)")
    counter.key(Key.Key_5, ALT)
    counter.type("wedding day\r")
    assert "05-20" in page.details.dates.notice.words
    page.details.dates.field.clear()
    counter.type("12-01 结婚纪念日\r")
    counter.key(Key.Key_Escape)
    counter.until(lambda: page.right.known["date"].value == "结婚纪念日 in 10 days")
    counter.key(Key.Key_6, ALT)
    counter.type("VIP\r")
    counter.type("送礼\r")
    counter.tap(page.details.tags.off)
    assert "row" in page.details.tags.notice.words, "of two none was chosen"
    counter.key(Key.Key_Down)
    counter.key(Key.Key_Delete)
    assert len(known(counter, "tag")) == 1
    counter.key(Key.Key_Delete)
    assert known(counter, "tag") == [], "the only one needs no choosing"
    counter.key(Key.Key_Escape)


def _emptied(counter: TillWindow, page: MembersScreen) -> None:
    """A field of who somebody is, by its chip, with a second person's yes."""
    counter.key(Key.Key_F5)
    sheet = page.acts.edit_sheet
    assert (sheet.empties["email"].isEnabled(), sheet.empties["guardian"].isEnabled()) == (True, False)
    counter.tap(sheet.empties["email"])
    assert not sheet.fields["email"].isEnabled()
    counter.tap(sheet.ok)
    counter.type("9999\r")
    counter.until(lambda: counter.app.members.known("M1").email == "")


def _an_order(counter: TillWindow, page: MembersScreen) -> None:
    counter.until(lambda: page.right.known["orders"].value == "W9001 Ready")
    counter.key(Key.Key_1, ALT)
    orders = cast(OrdersScreen, counter.page())
    assert counter.window.page == "orders"
    counter.until(lambda: orders._order is not None and orders._order.row.id == "W9001")
    counter.go("members")
    page.model.choose("M1")
    counter.until(lambda: page.right.title.text() == "王*")


def _wishes(counter: TillWindow, page: MembersScreen) -> None:
    """Looked for or scanned; into the basket by one key, and the basket is theirs."""
    counter.key(Key.Key_4, ALT)
    sheet = page.details.wishes
    sheet.entered.emit("no such goods")
    counter.until(lambda: "no such goods" in sheet.notice.words)
    goods = counter.app.catalog.browse(limit=2)
    sheet.take_scan(counter.app.catalog.codes(goods[0].product.sku)[0])
    counter.until(lambda: known(counter, "wish") == [goods[0].product.sku])
    counter.until(lambda: len(sheet.list.results) == 1)
    counter.type(goods[1].product.name_zh)
    counter.until(lambda: [row.key for row in sheet.list.results] == [goods[1].product.sku])
    counter.type("\r")
    counter.until(lambda: len(sheet.list.results) == len(known(counter, "wish")) == 2)
    counter.key(Key.Key_Down)
    taken = sheet.list.results[0].key
    counter.key(Key.Key_Delete)
    counter.until(lambda: len(sheet.list.results) == 1)
    assert taken not in known(counter, "wish")
    counter.key(Key.Key_F12)
    counter.until(lambda: counter.window.page == "checkout")
    counter.until(lambda: not counter.app.desk.basket.cart.empty)
    basket = counter.app.desk.basket.cart
    assert (basket.member, [line.product.sku for line in basket.lines]) == ("M1", known(counter, "wish"))
    _prompts(counter)
    counter.go("members")
    counter.until(lambda: page.right.title.text() == "王*")


def _prompts(counter: TillWindow) -> None:
    """An order that waits, a coupon of their own, a birthday; each goes away by its key, all of them by one."""
    checkout = cast(CheckoutScreen, counter.page())
    prompts = checkout.quick.prompts
    counter.until(lambda: [prompt.kind for prompt in prompts.left] == ["pickup", "coupon", "birthday"])
    labels = [button.label for button in prompts.strip.buttons if button.isVisible()]
    assert labels[0] == "Pickup W9001"
    assert labels[2] == "Birthday soon", "not the day"
    counter.key(Key.Key_3, ALT)
    assert [prompt.kind for prompt in prompts.left] == ["pickup", "coupon"]
    counter.tap(prompts.strip.buttons[1])
    counter.until(lambda: bool(coupons(counter.app.desk.basket.cart)) and not checkout.customer.asking)
    counter.key(Key.Key_0, ALT)
    assert (prompts.left, prompts.strip.isVisible()) == ([], False)


def _offline(counter: TillWindow, page: MembersScreen, shop: Shop) -> None:
    """Without a line everything is written all the same; whom the hub named before can still be shown in full."""
    counter.until(lambda: "as of" in page.right.touched.heard.text())
    page.left.field.setText("13700137000")
    page.model.find("13700137000")
    counter.until(lambda: page.right.title.text() == "韩*" and "as of" in page.right.touched.heard.text())
    shop.hub.stop()
    counter.go("checkout")
    page = cast(MembersScreen, counter.go("members"))
    page.model.choose("M2")
    counter.until(lambda: "did not answer" in page.right.touched.heard.text())
    page.model.choose("M3")
    counter.until(lambda: page.right.title.text() == "韩*" and "as of" in page.right.touched.heard.text())
    counter.key(Key.Key_F7)
    counter.type("9999\r")
    counter.until(lambda: "13700137000" in page.right.line.text())
    counter.key(Key.Key_3, ALT)
    counter.type("下周再来\r")
    counter.key(Key.Key_Escape)
    counter.until(lambda: page.right.known["note"].value == "下周再来")
    page.model.find("13999999999")
    counter.until(lambda: bool(page.left.notice.words) and "asked" not in page.left.notice.words)
    assert "coupon" not in page.left.notice.words
