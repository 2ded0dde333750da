"""Client books through the window: found by filters that combine, marked, handed over by keys and by finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posapp.devices.clock import StoppedClock
from posapp.storage.follow_ups import NewFollowUp
from posapp.usecases.members import NewMember
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.ui.till_window import TillWindow, till_window
from ui.appointments.screen import AppointmentsScreen
from ui.book.screen import BookScreen
from ui.members.screen import MembersScreen

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DUE = 7
SHOP_FILE = Path(__file__).parents[2] / "scenarios" / "shop-points.json"
CLIENTS = 23
"""Who enrol here; two are the shop's already."""


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def test_clients_are_filtered_marked_and_handed_over(shop: Shop, qapp: QApplication) -> None:
    with till_window(shop, qapp) as counter:
        counter.enter()
        for number in range(CLIENTS):
            id_ = counter.app.members.enrol_new(NewMember(f"137001370{number:02}", f"示范{number}"))
            if number < DUE:
                counter.app.follow_ups.make(NewFollowUp(id_, "call", f"2026-11-{21 + number}"))
        counter.go("members")
        counter.key(Key.Key_B, CTRL)
        page = cast(BookScreen, counter.page())
        counter.until(lambda: page._found.ready)
        assert "F3" in page.hint.text(), "an empty book says where clients are"
        assert not page.filters.isVisible(), "nothing to choose from takes no room"
        _filtered(counter, page)
        _taken(counter, page)
        _all_needs_a_second_person(counter, page)
        _handed_over(counter, page)
        _opened(counter, page)


def _listed(counter: TillWindow, page: BookScreen, count: int) -> None:
    counter.until(lambda: (page._found.ready, page._found.count) == (True, count))


def _filtered(counter: TillWindow, page: BookScreen) -> None:
    """By keys: F2, down to a tier, the space bar; each value says how many there would be."""
    counter.key(Key.Key_F3)
    _listed(counter, page, CLIENTS + 2)
    assert page.filters.isVisible()
    counter.key(Key.Key_F2)
    names = [row.words() for row in page.filters.facets]
    assert {"Tier", "gold, 1", f"No tier, {CLIENTS + 1}"} <= set(names), names
    while page.filters.facets[page.filters.current].value != "gold":
        counter.key(Key.Key_Down)
    counter.key(Key.Key_Space)
    _listed(counter, page, 1)
    assert [card.name for card in page.cards.cards] == ["王*"]
    assert page.filters.facets[page.filters.current].on, "one stays on the value"
    counter.key(Key.Key_Escape)
    _listed(counter, page, CLIENTS + 2)


def _taken(counter: TillWindow, page: BookScreen) -> None:
    """Three with Shift, one by a finger on the initial and off again; into one's own book with F5, Enter, Enter."""
    page.cards.setFocus()
    counter.key(Key.Key_Right)
    counter.key(Key.Key_Right, SHIFT)
    counter.key(Key.Key_Right, SHIFT)
    assert len(page.model.marked) == 3
    page.cards.tapped(0, "mark")
    page.cards.tapped(0, "mark")
    assert "3 marked" in page.title.text()
    counter.key(Key.Key_F5)
    sheet = page.hand_over.sheet
    counter.key(Key.Key_Down)
    counter.until(lambda: sheet.handing is not None)
    assert "out of: The shop's 3" in sheet.words.text()
    counter.type("\r\r")
    counter.until(lambda: not sheet.isVisible())
    _listed(counter, page, CLIENTS - 1)
    assert "收银员一" in page.notice.words
    assert list(counter.app.till.journal.all())[-1].kind == "book_assigned"


def _all_needs_a_second_person(counter: TillWindow, page: BookScreen) -> None:
    counter.key(Key.Key_F3)
    counter.type("9999\r")
    _listed(counter, page, CLIENTS + 2)
    assert page.whose.checked == 2
    assert sum(card.whose == "收银员一" for card in page.cards.cards) == 3


def _handed_over(counter: TillWindow, page: BookScreen) -> None:
    """Scenario 36: all 25 out of two books, with a second person, and what is still to be done for them goes along."""
    counter.key(Key.Key_F4)
    counter.until(lambda: len(page.model.marked) == CLIENTS + 2)
    counter.key(Key.Key_F5)
    sheet, page.hand_over.at_once = page.hand_over.sheet, 10
    sheet.list.set_current([row.name for row in sheet.list.results].index("店长"))
    counter.until(lambda: sheet.handing is not None)
    assert f"{CLIENTS + 2} into the book of 店长" in sheet.words.text()
    assert f"follow-ups go along: {DUE}" in sheet.words.text()
    sheet.why.setText("离职交接")
    stopped = page.hand_over.moved.connect(lambda _done: counter.key(Key.Key_Escape))
    counter.tap(sheet.ok)
    counter.type("9999\r")
    counter.until(lambda: f"10 of {CLIENTS + 2}" in page.notice.words)
    page.hand_over.moved.disconnect(stopped)
    _listed(counter, page, CLIENTS + 2)
    assert [card.whose for card in page.cards.cards].count("店长") == 10, "who stops keeps what was done"
    counter.key(Key.Key_F5)
    sheet.list.set_current([row.name for row in sheet.list.results].index("店长"))
    counter.until(lambda: sheet.handing is not None)
    assert "There already: 10" in sheet.words.text()
    counter.tap(sheet.ok)
    counter.type("9999\r")
    counter.until(lambda: not sheet.isVisible())
    counter.until(lambda: {card.whose for card in page.cards.cards} == {"店长"})
    lists = counter.app.follow_ups.tasks().lists
    assert [task.whose for some in lists.values() for task in some] == ["m1"] * DUE
    assert b'"approver":"m1"' in list(counter.app.till.journal.all())[-1].body


def _opened(counter: TillWindow, page: BookScreen) -> None:
    """A tap on a card shows the member; Ctrl+K there asks whose book it shall be."""
    page.cards.tapped(0, "")
    counter.settle()
    members = cast(MembersScreen, counter.page())
    counter.until(lambda: members._shown is not None)
    counter.key(Key.Key_K, CTRL)
    assert members.hand_over.sheet.isVisible()
    counter.key(Key.Key_Escape)
    _appointments(counter)
    counter.till.sync()
    assert counter.app.till.journal.parked() == []


def _appointments(counter: TillWindow) -> None:
    """F7 from the books: a member by keys, somebody by name alone and a finger; another time; they came."""
    counter.go("book")
    counter.key(Key.Key_F7)
    page = cast(AppointmentsScreen, counter.page())
    counter.key(Key.Key_F3)
    counter.type("8000 王")
    counter.until(lambda: len(page.sheet.found.results) == 1)
    counter.type("\r25:00\r")
    assert "15:30" in page.sheet.notice.words, "it says how a time is written"
    page.sheet.clock.clear()
    counter.type("09:20\r")
    counter.until(lambda: len(page.rows) == 1)
    counter.key(Key.Key_F3)
    page.sheet.who.setText("周女士")
    page.sheet.clock.setText("18:00")
    counter.tap(page.sheet.ok)
    counter.until(lambda: len(page.rows) == 2)
    assert [(row.name, row.price, row.note) for row in page.list.results] == [
        ("王*", "09:20", "soon"),
        ("周**", "18:00", ""),
    ]
    counter.key(Key.Key_F5)
    page.sheet.clock.clear()
    counter.type("08:50\r")
    counter.until(lambda: page.list.results[0].note.startswith("now"))
    counter.key(Key.Key_F6)
    counter.until(lambda: page.list.results[0].note == "Came")
    assert "1 to come" in page.title.text()
