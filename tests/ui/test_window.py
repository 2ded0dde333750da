"""The window around the pages: keys that work everywhere, what is always in sight, names for screen readers, faults."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from posapp.domain.print_status import PrintStatus
from posapp.domain.sync_status import SyncStatus
from tests.ui.test_fitting import SIZES, out_of_place
from tests.ui.till_window import TillWindow
from ui.bridge import Bridge
from ui.crash import LOG_FILE, CrashLog, redacted
from ui.kit.buttons import PaintedButton

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_reprint_last_on_one_key(counter: TillWindow) -> None:
    counter.key(Key.Key_F9)
    assert "no receipt" in counter.window.parts.toast.words.lower()
    sale = counter.sell()
    counter.key(Key.Key_F9)
    assert sale.receipt in counter.window.parts.toast.words
    assert [job.kind for job in counter.app.till.print_jobs.waiting()] == ["receipt", "receipt_copy"]


def test_the_drawer_opens_with_a_reason_and_a_person_who_may(counter: TillWindow) -> None:
    counter.key(Key.Key_F10)
    drawer = counter.window.parts.drawer
    counter.type("\r")
    assert drawer.field.wrong, "no reason, no drawer"
    counter.type("change for the baker\r")
    assert drawer.approval.isVisible(), "a cashier may not alone"
    counter.type("9999\r")
    counter.until(lambda: not drawer.isVisible())
    last = counter.app.till.journal.last()
    assert last is not None
    assert last.kind == "drawer_opened"
    assert b"change for the baker" in last.body
    assert last.staff == "c1"
    assert b'"approver":"m1"' in last.body
    assert counter.page().isVisible()


def test_help_lists_the_keys_of_the_page(counter: TillWindow) -> None:
    counter.key(Key.Key_F1)
    sheet = counter.window.parts.help
    assert sheet.isVisible()
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"F12", "F9", "Ctrl+L", "Pay", "Reprint last"} <= words
    keys = [label.text() for label in sheet.findChildren(QLabel) if label.property("tone") == "accent"]
    assert keys[:13] == [*(f"F{number}" for number in range(1, 13)), "Ctrl+L"]
    counter.key(Key.Key_Escape)
    assert not sheet.isVisible()


def test_help_names_the_key_for_paying_also_while_a_red_line_stands(counter: TillWindow) -> None:
    counter.scan("6909999999996")
    assert "1 not sold" in [b.label for b in counter.page().findChildren(PaintedButton) if b.isVisible()]
    counter.key(Key.Key_F1)
    words = [label.text() for label in counter.window.parts.help.findChildren(QLabel)]
    assert words[words.index("F12") + 1] == "Pay"
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_Delete)
    assert "Pay" in [b.label for b in counter.page().findChildren(PaintedButton) if b.isVisible()]


def test_full_screen_and_back(counter: TillWindow) -> None:
    counter.key(Key.Key_F11)
    assert counter.window.isFullScreen()
    counter.key(Key.Key_F11)
    assert not counter.window.isFullScreen()


LINE = (
    (SyncStatus("online", "2026-11-21T01:00:00Z"), "Synced 09:00 · 0 unsent"),
    (SyncStatus("offline", "2026-11-21T01:00:00Z", unsent=7), "Offline since 09:00 · 7 unsent"),
    (SyncStatus("offline", None, unsent=2), "Offline since never · 2 unsent"),
    (SyncStatus("behind", "2026-11-21T01:00:00Z", unsent=3), "Behind since 09:00 · 3 unsent"),
    (SyncStatus("offline", None, unsent=1, reason="switched_off"), "Switched offline · 1 unsent"),
    (SyncStatus("online", "2026-11-21T01:00:00Z", parked=2), "Synced 09:00 · 0 unsent · 2 refused"),
)
PAPER = (
    (PrintStatus("ready", simulated=True), "Simulated printer"),
    (PrintStatus("ready"), "Printer ready"),
    (PrintStatus("paper_out", waiting=2), "Printer out of paper · 2 waiting"),
    (PrintStatus("off", waiting=1), "Printer off · 1 waiting"),
)


def test_the_line_and_the_printer_in_words_with_a_time_and_a_count(counter: TillWindow) -> None:
    bar = counter.window.top_bar
    for line, says in LINE:
        counter.window.bridge.line.emit(line)
        counter.settle()
        assert bar.line.words == says
        assert (bar.line.state == "good") == (line.state == "online" and not line.parked)
    for paper, says in PAPER:
        counter.window.bridge.paper.emit(paper)
        counter.settle()
        assert bar.paper.words == says
        assert bar.paper.isVisible()


@pytest.mark.parametrize("width, scale", [(900, 1.0), (1024, 1.5), (1366, 2.0)])
def test_in_a_narrow_window_the_top_says_less_and_cuts_nothing(counter: TillWindow, width: int, scale: float) -> None:
    counter.window.bridge.line.emit(SyncStatus("offline", "2026-11-21T01:00:00Z", unsent=7))
    counter.window.bridge.paper.emit(PrintStatus("paper_out", waiting=2))
    counter.window.resize(width, 768)
    counter.theme.set_scale(scale)
    bar = counter.window.top_bar
    for language in ("en", "zh"):
        counter.languages.set("zh" if language == "zh" else "en")
        counter.settle()
        for part in (bar._where, bar.line, bar.paper, bar._clock, bar._who, bar._lock, bar._language):
            assert part.isVisible(), part
            assert part.width() >= part.sizeHint().width(), (language, part)
            assert part.geometry().right() < bar.width()
    assert (bar.line.painted_words, bar.paper.painted_words) == ("离线 · 7", "没纸 · 2")
    assert bar.line.accessibleName() == bar.line.words != bar.line.painted_words
    counter.window.bridge.line.emit(SyncStatus("online", "2026-11-21T01:00:00Z", parked=3))
    counter.settle()
    assert bar.line.painted_words == "被拒 3", "what is red says why"


def test_a_window_is_never_larger_than_the_screen(counter: TillWindow) -> None:
    window = counter.window
    window.showNormal()
    window.resize(5000, 4000)
    window.show_on_screen()
    counter.until(window.isMaximized)
    counter.key(Key.Key_F11)
    counter.key(Key.Key_F11)
    assert window.isMaximized(), "leaving full screen comes back to where it was"
    counter.theme.set_scale(2.0)
    counter.settle()
    room = window.screen().availableSize()
    assert window.size() == window.size().boundedTo(room), "what is in it does not push it over the edge"
    window.showNormal()
    window.resize(5000, 4000)
    window.showMinimized()
    window.showNormal()
    counter.until(lambda: window.size() == window.size().boundedTo(room))


def test_pages_that_are_larger_than_the_window_scroll_to_the_cursor(counter: TillWindow) -> None:
    counter.go("settings")
    counter.window.resize(640, 400)
    counter.theme.set_scale(2.0)
    counter.settle()
    bar = counter.window.pages.verticalScrollBar()
    assert bar.maximum() > 0
    buttons = [b for b in counter.page().findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    for button in buttons:
        button.setFocus()
        area = counter.window.pages.viewport()
        spot = button.mapTo(area, button.rect().center())
        assert area.rect().contains(spot), button.text()


def test_the_language_is_one_tap(counter: TillWindow) -> None:
    counter.tap(counter.window.top_bar._language)
    assert counter.window.parts.keys.actions["reprint"].text() == "重打小票"
    counter.tap(counter.window.top_bar._language)
    assert counter.window.parts.keys.actions["reprint"].text() == "Reprint last"


def test_a_tap_on_the_name_asks_before_it_leaves(counter: TillWindow) -> None:
    counter.tap(counter.window.top_bar._who)
    sheet = counter.window.parts.leave
    assert sheet.isVisible()
    assert counter.app.desk.staff is not None, "nothing has happened yet"
    counter.key(Key.Key_Escape)
    assert (counter.window.page, sheet.isVisible()) == ("checkout", False)
    counter.tap(counter.window.top_bar._who)
    counter.key(Key.Key_Return)
    assert (counter.window.page, bool(counter.app.desk.staff)) == ("", False)
    assert counter.window.sign_in_model.chosen == "c1", "who locks comes back with the PIN only"


def test_another_person_has_to_say_who_it_is(counter: TillWindow) -> None:
    counter.tap(counter.window.top_bar._who)
    counter.tap(counter.window.parts.leave.switches)
    assert (counter.window.page, bool(counter.app.desk.staff)) == ("", False)
    assert counter.window.sign_in_model.chosen == ""
    counter.type("1")
    assert "name first" in counter.window.sign_in.notice.words


def test_every_control_has_a_name_and_a_role(counter: TillWindow) -> None:
    for page in ("checkout", "payment", "holds", "receipts", "labels", "line", "settings"):
        if page == "payment":
            counter.scan("6901234567892")
            counter.app.payment.pay()
        counter.go(page)
        for kind in (QAbstractButton, QLineEdit, QListView, QComboBox):
            for widget in counter.window.findChildren(kind):
                if widget.isVisible():
                    assert named(widget), (page, widget, widget.parent())


def named(widget: QWidget) -> bool:
    found = QAccessible.queryAccessibleInterface(widget)
    return found is not None and bool(found.text(QAccessible.Text.Name))


@pytest.mark.parametrize("name", ["checkout", "shift", ""])
def test_every_size_and_language(counter: TillWindow, name: str) -> None:
    """Nothing is cut off, and the window never grows past the screen."""
    if name == "checkout":
        for code in ("6901234567892", "6901234567014", "6909999999996"):
            counter.scan(code)
    for width, height, scale in SIZES:
        counter.theme.set_scale(1.0)
        counter.window.resize(width, height)
        counter.theme.set_scale(scale)
        for language in ("zh", "en"):
            counter.languages.set("zh" if language == "zh" else "en")
            if name:
                counter.window.page = name
                counter.window.stack.setCurrentWidget(counter.window.page_of(name))
            else:
                counter.window.lock()
            counter.settle()
            shown = counter.window.stack.currentWidget()
            assert shown is not None
            assert out_of_place(shown) == [], (width, height, scale, language)
            assert out_of_place(counter.window.top_bar) == [], (width, height, scale, language)
            assert counter.window.height() <= height, (width, height, scale, language)
            assert counter.window.width() <= width, (width, height, scale, language)


def test_a_fault_is_written_down_and_told_in_one_sentence(counter: TillWindow, tmp_path: Path) -> None:
    crashes = CrashLog(tmp_path / "logs", counter.window.bridge.fault.emit)
    crashes.install()
    try:
        try:
            raise ValueError("card 6222021234567890 of 'Zhang San'")
        except ValueError:
            sys.excepthook(*sys.exc_info())
    finally:
        crashes.remove()
    counter.settle()
    (line,) = (tmp_path / "logs" / LOG_FILE).read_text("utf-8").splitlines()
    said = json.loads(line)
    assert (said["event"], said["kind"]) == ("fault", "ValueError")
    assert any("test_a_fault" in place for place in said["at"])
    assert "6222" not in line
    assert "Zhang" not in line
    banner = counter.window.warning
    assert banner.isVisible()
    assert said["code"] in banner.words
    assert "safe on disk" in banner.words
    assert "Traceback" not in banner.words
    counter.key(Key.Key_F9)
    toast = counter.window.parts.toast
    assert toast.isVisible()
    assert toast.y() > banner.mapTo(counter.window.canvas, banner.rect().bottomLeft()).y(), "both can be read"
    counter.languages.set("zh")
    counter.settle()
    assert "安全存盘" in banner.words
    assert said["code"] in banner.words


def test_the_worker_s_faults_reach_the_crash_log(counter: TillWindow, tmp_path: Path) -> None:
    told: list[str] = []
    crashes = CrashLog(tmp_path / "logs", told.append)

    def fault() -> None:
        raise RuntimeError("a bug")

    crashes.install()
    try:
        counter.tasks.later(fault)
        counter.until(lambda: bool(told))
    finally:
        crashes.remove()
    assert "RuntimeError" in (tmp_path / "logs" / LOG_FILE).read_text("utf-8")


@pytest.mark.parametrize(
    "message, left",
    [
        ("no such column: x", "no such column: x"),
        ("slip AUTH048213 is wrong", "slip AUTH# is wrong"),
        ("KeyError: 'Li Si'", "KeyError: '…'"),
        ("x" * 500, "x" * 200),
    ],
)
def test_messages_lose_numbers_and_names(message: str, left: str) -> None:
    assert redacted(message) == left


def test_news_from_other_threads_arrive_on_the_gui_thread(qapp: QApplication, qtbot: QtBot) -> None:
    from threading import Thread, current_thread

    from PySide6.QtCore import QObject

    class Ear(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.heard: list[tuple[str, str]] = []

        def hear(self, topic: str) -> None:
            self.heard.append((topic, current_thread().name))

    bridge, ear = Bridge(), Ear()
    bridge.changed.connect(ear.hear)
    thread = Thread(target=lambda: bridge.changed.emit("sales"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert ear.heard == [("sales", current_thread().name)]
