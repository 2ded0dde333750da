"""Scenario 35 through the window: found by every form of a number, enrolled in few keys, shown masked, changed."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from posapp.commands import doctor
from posapp.commands.diagnosis import make_bundle
from posapp.devices.clock import StoppedClock
from posapp.usecases.profiles import Profile
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.checkout.screen import CheckoutScreen
from ui.crash import CrashLog
from ui.members.screen import MembersScreen

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-points.json"
PHONE = "13800138000"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_scenario_35_through_the_window(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        counter.key(Key.Key_F4, CTRL)
        page = cast(MembersScreen, counter.page())
        _found_as_one_types(counter, page)
        _on_the_basket(counter, page)
        _of_another_shop(counter, page)
        _enrolled(counter, page)
        _changed_with_a_second_person(counter, page)
        _all_that_was(counter, page)
        _consent_and_merge(counter, page)
        _at_the_register(counter)
        _shown_in_full_to_one_person_only(counter)
        _led_on(counter)
        _enrolled_beside_another(counter)
        counter.till.sync()
        assert counter.app.till.journal.parked() == []
        _nothing_to_be_read(counter, shop)


def _nothing_to_be_read(counter: TillWindow, shop: Shop) -> None:
    """Of a member's number and name there is nothing in the till's files, what support gets, the journal, on screen."""
    log = CrashLog(counter.till.folder / "logs", lambda _code: None)
    log.install()
    try:
        raise ZeroDivisionError(PHONE)
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    finally:
        log.remove()
    bundle = make_bundle(counter.till.folder, shop.clock, doctor.examine)
    with zipfile.ZipFile(bundle) as file:
        told = b"".join(file.read(name) for name in file.namelist())
    files = b"".join(path.read_bytes() for path in counter.till.folder.rglob("*") if path.is_file())
    entries = b"".join(entry.body for entry in counter.app.till.journal.all())
    widgets = counter.window.findChildren(QWidget)
    seen = " ".join(str(w.property("text") or "") + w.accessibleName() + w.toolTip() for w in widgets).encode()
    for secret in (PHONE, "13600136000", "王芳", "赵小明", "wang@example.com", "示范家长", "2020-01-01"):
        for where, data in (("bundle", told), ("files", files), ("journal", entries), ("screen", seen)):
            assert secret.encode() not in data, (secret, where)


def _typed(counter: TillWindow, page: MembersScreen, text: str) -> list[str]:
    page.left.field.clear()
    counter.type(text)
    return [member.id for member in page._members]


def _found_as_one_types(counter: TillWindow, page: MembersScreen) -> None:
    for text in ("+86 138 0013 8000", PHONE, "0086138", "8000王", "8000 wang", "王8000", "CARD1", "wf", "王"):
        assert _typed(counter, page, text) == ["M1"], text
    assert _typed(counter, page, "8000李") == []
    assert "F3" in page.left.empty.text()
    _typed(counter, page, "8000")
    counter.type("\r")
    assert (page.right.title.text(), page.right.tier.words) == ("王*", "gold"), "the shop has no name for it"
    seen = " ".join(label.text() for label in counter.window.findChildren(QLabel))
    assert (PHONE in seen, "王芳" in seen) == (False, False), "the queue reads along"


def _on_the_basket(counter: TillWindow, page: MembersScreen) -> None:
    counter.key(Key.Key_F12)
    assert counter.window.page == "checkout", page.left.notice.words
    assert counter.app.desk.basket.cart.member == "M1"
    counter.app.members.detach()
    counter.go("members")


def _of_another_shop(counter: TillWindow, page: MembersScreen) -> None:
    """Only the hub knows whoever belongs to the other shop; offline says so."""
    _typed(counter, page, "13700137000")
    counter.type("\r")
    counter.until(lambda: page.right.title.text() == "韩*")
    counter.key(Key.Key_F12)
    assert counter.app.desk.basket.cart.member == "M3"
    counter.app.members.detach()
    counter.go("members")


def _enrolled(counter: TillWindow, page: MembersScreen) -> None:
    """A number that is there leads to who has it; a new one, Enter, a name, Enter: on the basket."""
    _typed(counter, page, PHONE)
    page.left.field.clear()
    counter.key(Key.Key_F3)
    sheet = page.acts.enrol_sheet
    counter.type(PHONE + "\r")
    assert "138****8000" in sheet.notice.words
    counter.type("\r")
    assert counter.app.desk.basket.cart.member == "M1"
    counter.key(Key.Key_F3)
    counter.type("136 0013 6000\r赵小明\r")
    counter.until(lambda: page.right.title.text() == "赵**")
    assert counter.app.desk.basket.cart.member not in ("M1", None)
    counter.key(Key.Key_F3)
    counter.type("13600136001\r小小\r")
    counter.key(Key.Key_F3)
    counter.tap(sheet.consent.chips["sms"])
    sheet.birthday.setText("2020-01-01")
    sheet.phone.setText("13600136002")
    sheet.name.setFocus()
    counter.type("\r")
    assert sheet.guardian.isVisible(), "a child's guardian consents"
    counter.type("示范家长 13600136003\r")
    counter.until(lambda: not sheet.isVisible())
    child = counter.app.members.known(str(counter.app.desk.basket.cart.member))
    assert (child.consent, child.guardian[:4]) == (("sms",), "示范家长")


def _enrolled_beside_another(counter: TillWindow) -> None:
    """Whose goods lie on the counter is nobody's slip."""
    counter.app.members.attach(counter.app.members.known("M2"))
    customer = counter.app.desk.basket.cart.member
    counter.window.go("checkout")
    counter.scan("6901234567892")
    page = cast(MembersScreen, counter.go("members"))
    counter.key(Key.Key_F3)
    counter.type("13600136004\r示范四\r")
    counter.until(lambda: "another member's" in page.left.notice.words)
    assert counter.app.desk.basket.cart.member == customer
    counter.key(Key.Key_F12)
    assert counter.app.desk.basket.cart.member not in (customer, None)


def _changed_with_a_second_person(counter: TillWindow, page: MembersScreen) -> None:
    page.model.choose("M1")
    counter.until(lambda: page.right.title.text() == "王*")
    counter.key(Key.Key_F5)
    page.acts.edit_sheet.fields["email"].setText("wang@example.com")
    counter.type("\r")
    counter.type("9999\r")
    counter.until(lambda: counter.app.members.known("M1").email == "wang@example.com")
    counter.until(lambda: "w****@example.com" in page.right.line.text())
    counter.key(Key.Key_F7)
    counter.type("9999\r")
    counter.until(lambda: page.right.title.text() == "王芳")
    assert [e.kind for e in counter.app.till.journal.all()].count("revealed") == 3
    counter.key(Key.Key_F7)
    counter.until(lambda: page.right.title.text() == "王*")


def _all_that_was(counter: TillWindow, page: MembersScreen) -> None:
    """Purchases of all shops by the hub's word; F4 shows each touch, masked."""
    touched = page.right.touched
    counter.until(lambda: "as of" in touched.heard.text())
    assert not touched.list.results
    assert touched.empty.text() == "No purchases yet."
    counter.key(Key.Key_F4)
    names = [row.name for row in touched.list.results]
    two = replace(counter.app.members.known("M2"), clashes=(("email", "other@example.com"), ("name", "李四")))
    assert page.model.shown(Profile(two)).clashes == (("email", "o****@example.com"), ("name", "李*"))
    assert names == ["Shown in full: Birthday", "Shown in full: Telephone", "Shown in full: Name", "Changed: E-mail"]
    counter.key(Key.Key_F4)


def _consent_and_merge(counter: TillWindow, page: MembersScreen) -> None:
    counter.key(Key.Key_F6)
    counter.tap(page.acts.consent_sheet.consent.chips["wechat"])
    counter.tap(page.acts.consent_sheet.ok)
    counter.until(lambda: "✓" in page.right.known["consent"].value)
    page.model.choose("M2")
    counter.until(lambda: page.right.title.text() == "李*")
    counter.key(Key.Key_F8)
    counter.type("8000 王")
    counter.until(lambda: len(page.acts.merge_sheet.list.results) == 1)
    counter.type("\r\r")
    assert "reason" in page.acts.merge_sheet.notice.words.lower()
    counter.type("换了号码\r")
    counter.type("9999\r")
    counter.until(lambda: counter.app.members.known("M2").id == "M1")


def _at_the_register(counter: TillWindow) -> None:
    """F3: whoever is meant so far at each keystroke; F5 enrols there too."""
    page = counter.go("checkout")
    assert isinstance(page, CheckoutScreen)
    counter.app.members.detach()
    counter.key(Key.Key_F3)
    counter.type("wang")
    assert [row.name for row in page.customer.sheet.list.results] == ["王*"]
    counter.key(Key.Key_Down)
    counter.type("\r")
    assert page.customer.chips[0].startswith("王*")
    counter.key(Key.Key_F3)
    counter.key(Key.Key_F5)
    assert page.customer.enrol_sheet.isVisible()
    counter.type("13500135000\r\r")
    counter.until(lambda: not page.customer.enrol_sheet.isVisible())
    assert page.customer.chips == ["135****5000"]


def _shown_in_full_to_one_person_only(counter: TillWindow) -> None:
    """Whoever comes to the page later, while the basket is still the member's, and what another till wrote."""
    counter.app.members.attach(counter.app.members.known("M1"))
    page = cast(MembersScreen, counter.go("members"))
    counter.until(lambda: page.right.title.text() == "王*")
    manager = counter.app.till.staff.by_id("m1")
    page.model.reveal(("name", "phone"), manager)
    page.model.reload()
    counter.until(lambda: page.right.title.text() == "王芳")
    counter.go("checkout")
    counter.go("members")
    counter.until(lambda: page.right.title.text() == "王*")
    wrote = (("name", "王芳"), ("phone", "+86" + PHONE), ("email", "wang@example.com"), ("note", "穿M码"))
    told = page.model.shown(Profile(replace(counter.app.members.known("M1"), clashes=wrote))).clashes
    assert dict(told) == {"name": "王*", "phone": "138****8000", "email": "w****@example.com", "note": "穿M码"}
    assert PHONE not in page.right.line.text() + page.right.line.toolTip()


def _led_on(counter: TillWindow) -> None:
    """M2 led to M1, who leads to another now: nobody is left on the way."""
    app = counter.app
    last = next(m.id for m in app.members.find("13600136000"))
    app.member_changes.merge("M1", last, "same person", app.till.staff.by_id("m1"))
    assert app.members.known("M2").id == app.members.known("M1").id == last
