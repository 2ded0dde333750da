"""A tired manager's whole day through the window by keys: float, cash, a lent cashier, a line that goes away, X, a
deputy, a shift that stands still and goes on, a count that was wrong, Z and its copy, reports, the shop's day, the
log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage.exceptions import every
from posapp.devices.clock import StoppedClock
from posapp.domain.sync_status import SyncStatus
from posapp.storage.verify import verify
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE
from tests.ui.till_window import TillWindow, till_window
from ui.audit.screen import AuditScreen
from ui.kit.sheet import open_sheet
from ui.reports.screen import ReportsScreen
from ui.shift.close_screen import CloseScreen
from ui.shift.drawer_screen import DrawerScreen
from ui.shift.screen import ShiftScreen

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.with_name("shop-floating.json").read_bytes()) as hub:
        made = Shop(tmp_path, hub, clock)
        yield made
        made.close()


def test_a_whole_day_by_keys(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    with till_window(shop, qapp, (1024, 768)) as at:
        at.equipment.line_told(SyncStatus("online"))
        at.app.desk.is_offline = lambda: False
        opened(at)
        lent(at)
        away(at)
        stands_still(at)
        closed(at)
        copied(at)
        read(at)
        at.till.sync()
        assert verify(at.app.till).whole
    assert list(every(shop.hub.database)) == []


def opened(at: TillWindow) -> None:
    """Float, a sale, cash out, a safe drop; before any of it the last receipts stand there."""
    at.until(lambda: bool(at.window.sign_in_model.people))
    at.window.sign_in_model.choose("m1")
    at.type("9999\r")
    at.until(lambda: at.window.page == "shift")
    at.type("500\r")
    assert at.window.page == "checkout"
    at.sell("A", "100.00")
    page = drawer(at)
    assert page.empty.text().endswith("The day's last receipts:")
    assert [row.price for row in page.list.results] == ["99.00"]
    at.key(Key.Key_2, CTRL)
    at.type("58.50\r")
    at.type("postage\r")
    at.key(Key.Key_3, CTRL)
    at.type("300\r")
    at.type("too much\r")
    assert [row.price for row in page.list.results] == ["−300.00", "−58.50"]
    assert not page.empty.isVisible()


def drawer(at: TillWindow) -> DrawerScreen:
    return cast(DrawerScreen, at.go("drawer"))


def lent(at: TillWindow) -> None:
    """Somebody is lent to the shop, and sells."""
    at.key(Key.Key_M, CTRL)
    at.tap(at.window.parts.leave.lets_in)
    at.type("Demo\r")
    at.type("2468\r2468\r")
    at.until(lambda: open_sheet(at.window.canvas) is None)
    at.window.switch_person()
    at.window.sign_in_model.choose(f"{at.app.till.journal.till}.t1")
    at.type("2468\r")
    at.type("8642\r8642\r")
    at.until(lambda: at.app.desk.staff is not None and at.app.desk.staff.id.endswith(".t1"))
    at.sell("B", "100.00")
    at.window.switch_person()
    at.window.sign_in_model.choose("m1")
    at.type("9999\r")
    at.until(lambda: at.app.desk.staff is not None and at.app.desk.staff.id == "m1")


def away(at: TillWindow) -> None:
    """The line goes away for a sale, an X and a deputy, and comes back."""
    at.app.line.stands("offline")
    at.sell("D", "100.00")
    page = drawer(at)
    at.key(Key.Key_R, CTRL)
    at.until(page.paper.isVisible)
    assert "X report" in page.paper.view.accessibleName()
    at.key(Key.Key_Escape)
    at.key(Key.Key_M, CTRL)
    at.tap(at.window.parts.leave.names_deputy)
    at.key(Key.Key_Return)
    at.until(lambda: len(at.app.sign_in.deputies.now()) == 1)
    at.key(Key.Key_Escape)
    at.app.line.stands("online")


def stands_still(at: TillWindow) -> None:
    """Suspended, and resumed at the same till."""
    page = drawer(at)
    at.key(Key.Key_U, CTRL)
    at.key(Key.Key_Return)
    at.until(lambda: at.window.page == "shift")
    at.till.sync()
    sheet = cast(ShiftScreen, at.page()).resuming
    at.key(Key.Key_R, CTRL)
    at.until(lambda: bool(sheet.list.results))
    at.key(Key.Key_Return)
    at.until(lambda: at.window.page == "checkout")
    assert page is drawer(at)


def closed(at: TillWindow) -> None:
    """500.00 + 99.00 + 35.50 + 48.00 - 58.50 - 300.00 must be there: counted wrongly, then rightly."""
    at.key(Key.Key_E, CTRL)
    page = cast(CloseScreen, at.page())
    at.key(Key.Key_Return)
    assert page.steps.currentIndex() == 1
    at.type("3\r")
    at.key(Key.Key_E, CTRL)
    assert page.result.off.words == "Short ¥ −24.00"
    at.until(lambda: page.rested)
    at.key(Key.Key_R, CTRL)
    assert page.steps.currentIndex() == 1
    at.key(Key.Key_R, CTRL)
    assert page.steps.currentIndex() == 1, "the key does nothing where no finger could"
    at.tap(page.count.by_amount)
    at.type("324")
    at.key(Key.Key_E, CTRL)
    at.until(lambda: page.rested)
    at.key(Key.Key_E, CTRL)
    at.until(page.done.paper.isVisible)
    last = at.app.till.shifts.last_closed()
    assert last is not None
    assert (last.expected, last.counted, last.difference) == (32400, 32400, 0)


def copied(at: TillWindow) -> None:
    """The next shift starts with what was left; a copy of the Z says that it is one."""
    at.key(Key.Key_N, CTRL)
    at.type("324\r")
    at.until(lambda: at.window.page == "checkout")
    page = drawer(at)
    at.key(Key.Key_2, ALT)
    page.list.setFocus()
    at.key(Key.Key_Return)
    at.until(page.paper.isVisible)
    at.key(Key.Key_Return)
    at.until(lambda: page.notice.words == "A copy of S1-1-Z0001 is printing")
    assert at.app.till.print_jobs.last_of("z", "S1-1-Z0001") is not None


def read(at: TillWindow) -> None:
    """The day as a table and a file, the shop's day, what everybody did."""
    page = cast(ReportsScreen, at.go("reports"))
    at.until(lambda: bool(page.figures.table.shown))
    at.key(Key.Key_E, CTRL)
    at.until(lambda: page.figures.notice.words.endswith(".csv"))
    at.till.sync()
    at.key(Key.Key_Up, ALT)
    at.until(lambda: page.figures.title.text() == "Shop's day" or bool(page.figures.notice.words))
    at.until(lambda: page.model.report is not None and page.model.report.cut == "tills")
    at.languages.set("zh")
    at.until(lambda: page.behind.title.text() == "数字背后的小票")
    at.languages.set("en")
    at.key(Key.Key_U, CTRL)
    log = cast(AuditScreen, at.page())
    at.until(lambda: bool(log.listed.list.results))
