"""The key of a member's own data; and on no page, in no hint and on no clipboard a member's number or whole name, for
whoever may not have them shown. Whoever has the till's folder has nothing without its key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from posapp.devices.clock import StoppedClock
from posapp.storage.follow_ups import NewFollowUp
from posapp.storage.till import open_till
from posapp.usecases.appointments import NewAppointment
from tests.journeys.test_erasing import MEMBER, ORDER, SHOP_FILE
from tests.support.hub import ReadyHubs
from tests.support.refused import refused
from tests.support.shop import Shop
from tests.support.written import files, found
from tests.ui.till_window import TillWindow, till_window
from ui.kit.painted_view import PaintedView
from ui.members.screen import MembersScreen
from ui.pages import PAGES

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PRIVATE: Final = ("13612345678", "欧阳试", "ouyang@example.com", "1991-02-03")
TEXTS: Final = ("text", "placeholderText", "windowTitle", "toolTip", "accessibleName", "accessibleDescription")


@pytest.fixture
def counter(tmp_path: Path, ready_hubs: ReadyHubs, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    file = json.loads(SHOP_FILE.read_bytes())
    file |= {"members": [*file["members"], MEMBER], "orders": [ORDER]}
    next(role for role in file["roles"] if role["id"] == "cashier")["may"].append("orders")
    with ready_hubs.start(tmp_path / "hub", json.dumps(file).encode()) as hub:
        shop = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        with till_window(shop, qapp) as made:
            yield made
        shop.close()


def test_their_own_data_by_keys_and_nothing_of_them_anywhere(counter: TillWindow, tmp_path: Path) -> None:
    counter.enter()
    app = counter.app
    assert not app.desk.seller().may("reveal")
    app.members.attach(app.members.known("P7"))
    page = cast(MembersScreen, counter.go("members"))
    counter.until(lambda: page.right.title.text() == "欧**")
    _asked_by_keys(counter, page)
    app.books.take("P7")
    app.follow_ups.make(NewFollowUp("P7", "call", app.follow_ups.today, "问尺码"))
    app.appointments.make(NewAppointment("2026-11-21", "15:00", "P7"))
    app.members.attach(app.members.known("P7"))
    painted: dict[str, str] = {}
    seen = {name: list(_read(counter, name, painted)) for name in (one.name for one in PAGES) if _opens(counter, name)}
    assert {"members", "checkout", "orders", "receipts"} <= seen.keys()
    filled = {name for name, texts in seen.items() if any("欧**" in text for text in texts)}
    assert filled >= {"members", "checkout", "orders", "follow_ups", "book", "appointments"}, filled
    assert all("欧**" in painted[name] for name in ("members", "checkout", "orders")), "pictures can be read at all"
    assert found(PRIVATE, [(f"picture of {name}", picture.encode()) for name, picture in painted.items()]) == []
    said = [(name, "\n".join(texts).encode()) for name, texts in seen.items()]
    assert found(PRIVATE, said) == []
    assert found(PRIVATE, [("clipboard", QGuiApplication.clipboard().text().encode())]) == []
    _who_is_erased_leaves_the_page(counter)
    folder = counter.till.folder
    assert found(PRIVATE, files(folder)) == []
    stolen = tmp_path / "stolen"
    shutil.copytree(folder, stolen, ignore=shutil.ignore_patterns("key", "*.lock"))
    with refused("wrong_key"):
        open_till(stolen, bytes(32))


def _asked_by_keys(counter: TillWindow, page: MembersScreen) -> None:
    counter.key(Key.Key_E, CTRL)
    sheet = page.privacy.sheet
    counter.until(sheet.isVisible)
    counter.type("\r")
    assert sheet.notice.words, "what is missing is said"
    counter.tap(sheet.rows[0]._group.button(0))
    counter.tap(sheet.rows[2]._group.button(1))
    sheet.ok.setFocus()
    counter.type("\r")
    counter.type("9999\r")
    counter.until(lambda: app_asked(counter) == ["erase"])
    counter.until(lambda: not sheet.isVisible())
    page.consent.trigger()
    counter.until(page.acts.consent_sheet.isVisible)
    counter.tap(page.acts.consent_sheet.data)
    counter.until(sheet.isVisible)
    assert sheet.notice.words, "asked for already"
    counter.key(Key.Key_Escape)


def _who_is_erased_leaves_the_page(counter: TillWindow) -> None:
    page = cast(MembersScreen, counter.go("members"))
    counter.until(lambda: page._shown is not None)
    page.model.chosen = "ERASED"  # as of somebody who was in sight when the exchange took them away
    page.model.reload()
    counter.until(lambda: page._shown is None)
    assert "on this till no more" in page.left.notice.words
    assert page.right.title.text() == "Choose a member"


def app_asked(counter: TillWindow) -> list[str]:
    return [asked.wish for asked in counter.app.till.members.asked("P7")]


def _opens(counter: TillWindow, name: str) -> bool:
    if name in ("payment", "refunds", "close"):
        return False  # reached from a sale or a count
    counter.window.go(name)
    counter.settle()
    return bool(counter.window.page == name)


def _read(counter: TillWindow, name: str, painted: dict[str, str]) -> Iterator[str]:
    """All that stands on the page, is drawn in its lists, hinted at, or read out; and what a picture of it says."""
    counter.window.go(name)
    counter.settle()
    if name in ("book", "follow_ups"):
        counter.until(lambda: any("欧**" in text for text in _words(counter)))
    yield from _words(counter)
    painted[name] = _picture(counter.window)


def _picture(window: QWidget) -> str:
    """All that is written in a picture of the window, in the order in which it is painted."""
    kept, drawing = QBuffer(), QSvgGenerator()
    drawing.setOutputDevice(kept)
    drawing.setSize(window.size())
    window.setUpdatesEnabled(True)
    with QPainter(drawing) as painter:
        window.render(painter, QPoint())
    window.setUpdatesEnabled(False)
    return "".join(re.findall(r"<text[^>]*>([^<]*)</text>", bytes(kept.data().data()).decode()))


def _words(counter: TillWindow) -> Iterator[str]:
    for widget in (counter.window, *counter.window.findChildren(QWidget)):
        yield from (str(widget.property(text) or "") for text in TEXTS)
        if isinstance(widget, PaintedView):
            cells = widget.cells
            yield from (str(cells.data(cells.index(row))) for row in range(cells.rowCount()))
