"""Scenario 36's guard through the window: no consent, no key but why; a third contact in a week asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from posapp.contract.follow_up_ops import decode_contact_made
from posapp.devices.clock import StoppedClock
from posapp.domain.consent import Said
from posapp.domain.contact_guard import Contact
from posapp.storage.follow_ups import NewFollowUp
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.follow_ups.screen import FollowUpsScreen
from ui.members.screen import MembersScreen

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-followed.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_followed_up_through_the_window(shop: Shop, qapp: QApplication) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        counter.key(Key.Key_J, CTRL)
        page = cast(FollowUpsScreen, counter.page())
        assert "F3" in page.left.empty.text()
        _made_by_keys(counter, page)
        _no_consent_no_key(counter, page)
        _sent_after_a_look(counter, page)
        _called_with_a_number_that_somebody_let_them_see(counter, page)
        _a_third_asks(counter, page)
        _done_with_another_one(counter, page)
        _no_words_for_this_way(counter, page)
        _changed_by_finger(counter, page)
        _straight_from_the_member(counter)
        _of_the_member_in_sight(counter, page)
        counter.till.sync()
        counter.until(lambda: page._opened is not None)
        told = Contact("S1-1.9", "2026-11-21T01:00:00.000Z", "sms", "c1", "S1")
        assert page._words.contact(told).endswith(" · 收银员一 · 静安店"), "the shop by its name"
        assert counter.app.till.journal.parked() == []
        _to_be_read_by_nobody(counter)


def _of_the_member_in_sight(counter: TillWindow, page: FollowUpsScreen) -> None:
    """From a member's page: theirs is in sight, and a new one is theirs unless somebody else is found."""
    counter.go("members")
    members = cast(MembersScreen, counter.page())
    members.model.choose("M2")
    counter.until(lambda: members._shown is not None and members._shown.member.id == "M2")
    counter.key(Key.Key_7, Qt.KeyboardModifier.AltModifier)
    counter.until(lambda: page._opened is not None and page._opened.task.member.id == "M2")
    counter.key(Key.Key_F3)
    assert [member.id for member in page.task_sheet._found] == ["M2"]
    assert page.task_sheet.note.hasFocus()
    counter.key(Key.Key_Escape)


def _choose(counter: TillWindow, page: FollowUpsScreen, name: str, list_: int) -> None:
    counter.tap(page.left.whens._group.button(list_))
    row = next(n for n, result in enumerate(page.left.list.results) if result.name == name)
    page.left.list.chosen.emit(row)
    counter.until(lambda: page._opened is not None and page.right.title.text() == name)


def _made_by_keys(counter: TillWindow, page: FollowUpsScreen) -> None:
    counter.key(Key.Key_F3)
    sheet = page.task_sheet
    counter.type("\r")
    assert sheet.note.hasFocus()
    counter.type("\r")
    assert "member" in sheet.notice.words
    counter.type("8000王")
    counter.until(lambda: len(sheet.list.results) == 1)
    counter.type("\r试穿夹克\r")
    counter.until(lambda: not sheet.isVisible() and page.right.title.text() == "王*")
    assert page.right.facts["note"].value.text() == "试穿夹克"
    assert "1" in counter.window.top_bar._follow.spoken()
    counter.app.follow_ups.make(NewFollowUp("M2", "call", "2026-11-23"))
    counter.until(lambda: any(t.member.id == "M2" for t in page.model.tasks.lists["upcoming"]))


def _no_consent_no_key(counter: TillWindow, page: FollowUpsScreen) -> None:
    _choose(counter, page, "李*", 2)
    assert not any(button.isVisible() for button in page.right.ways.values())
    assert all("agreed" in reason.text() for reason in page.right.reasons.values() if reason.isVisible())
    assert sum(reason.isVisible() for reason in page.right.reasons.values()) == len(page.right.ways)
    counter.key(Key.Key_2, CTRL)
    assert not page.contact_sheet.isVisible()


def _sent_after_a_look(counter: TillWindow, page: FollowUpsScreen) -> None:
    _choose(counter, page, "王*", 1)
    assert [name for name, button in page.right.ways.items() if button.isVisible()] == ["sms", "phone"]
    counter.key(Key.Key_1, CTRL)
    sheet = page.contact_sheet
    assert "the goods" in sheet.preview.text()
    counter.type("夹克")
    counter.tap(sheet.languages._group.button(0))
    assert sheet.preview.text() == "王*您好，感谢光临静安店。您买的夹克还满意吗？收银员一 不想再收到请告诉店员。"
    sheet.typed["item"].setFocus()
    counter.type("\r")
    counter.until(lambda: not sheet.isVisible() and "收银员一" in page.right.lately.text())


def _called_with_a_number_that_somebody_let_them_see(counter: TillWindow, page: FollowUpsScreen) -> None:
    counter.key(Key.Key_2, CTRL)
    sheet = page.contact_sheet
    assert (sheet.number.text(), sheet.often.isVisible()) == ("138****8000", False)
    counter.tap(sheet.reveal)
    counter.type("9999\r")
    counter.until(lambda: sheet.number.text() == "+8613800138000")
    assert [entry.kind for entry in counter.app.till.journal.all()].count("revealed") == 1
    counter.tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible() and page.right.lately.text().count("收银员一") == 2)


def _a_third_asks(counter: TillWindow, page: FollowUpsScreen) -> None:
    counter.key(Key.Key_2, CTRL)
    sheet = page.contact_sheet
    counter.until(sheet.often.isVisible)
    assert sheet.often.text().count("收银员一") == 2
    assert "all the same" in sheet.ok.spoken()
    counter.tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible() and page.right.lately.text().count("收银员一") == 3)
    made = [decode_contact_made(e.body) for e in counter.app.till.journal.all() if e.kind == "contact_made"]
    assert [(one.channel, one.often) for one in made] == [("sms", 0), ("phone", 0), ("phone", 2)]


def _done_with_another_one(counter: TillWindow, page: FollowUpsScreen) -> None:
    counter.key(Key.Key_F12)
    sheet = page.done_sheet
    counter.key(Key.Key_Down)
    counter.tap(sheet.next._group.button(1))
    sheet.note.setFocus()
    counter.type("\r")
    counter.until(lambda: not sheet.isVisible() and page.right.state.words == "Not reached")
    assert not page.right.main.isVisible()
    assert [t.follow_up.due for t in page.model.tasks.lists["upcoming"]] == ["2026-11-23", "2026-11-23"]


def _no_words_for_this_way(counter: TillWindow, page: FollowUpsScreen) -> None:
    """Nothing can be sent: the sheet says so and has the keyboard all the same."""
    counter.app.member_changes.consent("M1", Said(given=("email",)))
    counter.app.member_changes.edit("M1", {"email": "wang@example.com"}, counter.app.till.staff.by_id("m1"))
    _choose(counter, page, "王*", 2)
    counter.until(page.right.ways["email"].isVisible)
    counter.key(Key.Key_3, CTRL)
    counter.key(Key.Key_Escape)
    assert (page.contact_sheet.isVisible(), counter.window.page) == (False, "follow_ups")


def _changed_by_finger(counter: TillWindow, page: FollowUpsScreen) -> None:
    _choose(counter, page, "李*", 2)
    counter.key(Key.Key_F5)
    sheet = page.task_sheet
    counter.tap(sheet.days._group.button(3))
    counter.tap(sheet.ok)
    counter.until(lambda: not sheet.isVisible() and page.right.facts["due"].value.text() == "2026-11-28")
    counter.tap(page.left.books._group.button(0))
    assert not page._tasks, "nobody is in one's own book"


def _straight_from_the_member(counter: TillWindow) -> None:
    """Nothing need be planned: the ways and the same guard; without consent only why."""
    page = cast(MembersScreen, counter.go("members"))
    page.model.choose("M2")
    counter.until(lambda: page.right.title.text() == "李*")
    counter.key(Key.Key_8, ALT)
    ways = page.contact.ways
    counter.until(ways.isVisible)
    assert not any(button.isVisible() for button in ways.ways.values())
    assert all("agreed" in reason.text() for reason in ways.reasons.values())
    counter.key(Key.Key_Escape)
    page.model.choose("M1")
    counter.until(lambda: page.right.title.text() == "王*")
    counter.key(Key.Key_8, ALT)
    counter.until(ways.isVisible)
    counter.tap(ways.ways["phone"])
    sheet = page.contact.sheet
    assert sheet.often.text().count("收银员一") == 3
    counter.tap(sheet.ok)
    counter.until(lambda: "logged" in page.left.notice.words)
    last = [decode_contact_made(e.body) for e in counter.app.till.journal.all() if e.kind == "contact_made"][-1]
    due = counter.app.follow_ups.next_of(counter.app.members.known("M1"))
    assert due is not None
    assert (last.channel, last.often, last.follow_up) == ("phone", 3, due.id)


def _to_be_read_by_nobody(counter: TillWindow) -> None:
    seen = " ".join(label.text() for label in counter.window.findChildren(QLabel))
    assert not [secret for secret in ("13800138000", "王芳") if secret in seen]
