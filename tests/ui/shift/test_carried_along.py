"""A shift leaves one till and goes on at another: by keys with a second person, and back again by finger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub.storage.exceptions import every
from posapp.devices.clock import StoppedClock
from posapp.domain.figures import Selection
from posapp.domain.sync_status import SyncStatus
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE
from tests.ui.till_window import TillWindow, till_window
from ui.shift.drawer_screen import DrawerScreen
from ui.shift.screen import ShiftScreen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.with_name("shop-floating.json").read_bytes()) as hub:
        made = Shop(tmp_path, hub, clock)
        yield made
        made.close()


def opening(at: TillWindow) -> ShiftScreen:
    shown = at.page()
    assert isinstance(shown, ShiftScreen)
    return shown


def test_by_keys_at_the_other_till_and_back_by_finger(shop: Shop, qapp: QApplication, qtbot: QtBot) -> None:
    other = shop.till("2")
    other.parts.app.desk.is_offline = lambda: False
    other.sign_in()
    other.open_shift("500.00")
    other.sell("A", "100.00")
    other.sign_in("m1", "9999")
    other.parts.app.members.enrol("13700138000", "韩梅")
    other.sign_in()
    carried = other.parts.app.suspending.suspend()
    other.sync()
    with till_window(shop, qapp) as at:
        at.equipment.line_told(SyncStatus("online"))
        at.window.sign_in_model.signed_in.emit(at.app.sign_in.sign_in("c2", "2222"))
        at.settle()
        screen = opening(at)
        assert screen.resumes.isVisible()
        at.key(Qt.Key.Key_R, CTRL)
        sheet = screen.resuming
        at.until(lambda: bool(sheet.list.results))
        [row] = sheet.list.results
        assert (row.key, row.name) == (carried, "收银员一 · till 2")
        assert "500" not in row.words(), "a drawer is counted blind"
        at.key(Qt.Key.Key_Return)  # it is not hers: a second person lets her
        at.until(lambda: not sheet.isVisible())
        at.type("9999\r")
        at.until(lambda: at.window.page == "checkout")
        shift = at.app.desk.open_shift()
        assert (shift.staff, shift.float_amount) == ("c1", 59900)
        at.sell("B", "100.00")
        leave_by_finger(at)
        at.till.sync()
        at.app.sign_in.sign_in("c1", "1111")
        screen = opening(at)
        at.tap(screen.resumes)
        at.until(lambda: bool(sheet.list.results))
        at.tap(sheet.ok)
        at.until(lambda: at.window.page == "checkout")
        report = at.app.closing.x(at.app.sign_in.approve("x_report", "m1", "9999"))
        assert [part.register for part in report.parts] == ["2", "1"]
        assert (report.sales, report.total, report.cash.start, report.opened_by) == (2, 13450, 50000, "c1")
        assert report.enrolled == 1, "a new member of the first part"
        at.app.sign_in.sign_in("m1", "9999")
        rows = at.app.reports.report("shift", Selection("2026-11-21", "2026-11-21"), "en").rows
        assert [row.label[-11:] for row in rows] == [", this part", "In all", "its Z has all"[-11:]]
        at.till.sync()
    assert list(every(shop.hub.database)) == []


def leave_by_finger(at: TillWindow) -> None:
    page = at.go("drawer")
    assert isinstance(page, DrawerScreen)
    at.tap(page.suspends)
    at.tap(page.suspending.ok)
    at.until(page.suspending.isHidden)  # c2 may not end the shift of c1
    at.type("9999\r")
    at.until(lambda: at.window.page == "shift")
    assert at.app.desk.shift is None
