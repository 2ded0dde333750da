"""What tells and what asks: pills, banners, notices, progress, amounts, sheets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import tap
from tests.ui.kit.rendering import colours, picture, settle
from ui.approval import ApprovalSheet
from ui.kit.amounts import AmountLabel, TotalRow
from ui.kit.fields import Field
from ui.kit.sheet import ConfirmSheet, Sheet
from ui.kit.status import Banner, Notice, ProgressLine, StatusPill
from ui.kit.theme import Theme


class Window(QWidget):
    """A shown, active window with a scan field and a button behind the sheet."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        layout = QVBoxLayout(self)
        self.field, self.button = QLineEdit(), QPushButton("behind")
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.resize(900, 600)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow, timeout=3000)
        self.field.setFocus()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_pill_says_its_state_in_words_and_drawing(qtbot: QtBot, theme: Theme) -> None:
    pictures = []
    for state in ("good", "warn", "bad", "neutral"):
        pill = StatusPill(theme, state, "synced 14:02")
        qtbot.addWidget(pill)
        pill.show()
        assert pill.accessibleName() == "synced 14:02"
        grey = picture(pill).convertToFormat(picture(pill).Format.Format_Grayscale8)
        pictures.append(grey)
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[:n])


def test_a_banner_stays_until_someone_deals_with_it(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    done: list[str] = []
    banner.acted.connect(lambda: done.append("acted"))
    banner.dismissed.connect(lambda: done.append("dismissed"))
    banner.show_words("bad", "Unknown code 690", action="Sell unlisted", key="F6")
    keys = [key for key in banner.findChildren(QAbstractButton) if key.isVisible()]
    assert [key.accessibleName() for key in keys] == ["Sell unlisted", "Dismiss"]
    for key in keys:
        assert min(key.width(), key.height()) >= 44
        tap(key)
    assert done == ["acted", "dismissed"]
    assert banner.accessibleName() == "Unknown code 690"
    banner.show_words("warn", "No way out", closes=False)
    assert [key for key in banner.findChildren(QAbstractButton) if key.isVisible()] == []


def test_a_notice_goes_by_itself(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice(theme)
    qtbot.addWidget(notice)
    notice.show()
    empty = picture(notice)
    notice.say("good", "Saved", seconds=0.05)
    assert (notice.accessibleName(), picture(notice) != empty) == ("Saved", True)
    qtbot.waitUntil(lambda: notice.words == "", timeout=2000)
    assert picture(notice) == empty


def test_a_notice_takes_the_lines_that_its_words_need(qtbot: QtBot, theme: Theme) -> None:
    notice = Notice(theme)
    qtbot.addWidget(notice)
    notice.resize(240, 32)
    notice.show()
    notice.say("bad", "Short")
    assert notice.sizeHint().height() == 32
    notice.say("bad", "Too many wrong PINs: wait 60 seconds, then try again or call the manager.")
    assert notice.sizeHint().height() > 3 * theme.metrics("strong").height()
    notice.clear()
    assert notice.sizeHint().height() == 32


def test_progress_tells_and_can_be_stopped(qtbot: QtBot, theme: Theme) -> None:
    line = ProgressLine(theme)
    qtbot.addWidget(line)
    line.resize(400, 50)
    line.show()
    stopped: list[bool] = []
    line.cancelled.connect(lambda: stopped.append(True))
    line.show_progress("Fetching goods", 0.25)
    quarter = picture(line)
    assert line.accessibleName() == "Fetching goods 25%"
    line.show_progress("Fetching goods", 0.75)
    assert picture(line) != quarter
    line.show_progress("Fetching goods")
    tap(line.findChildren(QAbstractButton)[0])
    assert stopped == [True]
    line.show_progress("Fetching goods", 1.0, stops=False)
    assert not line.findChildren(QAbstractButton)[0].isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_amount_shrinks_instead_of_being_cut(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    amount = AmountLabel(theme, "change")
    qtbot.addWidget(amount)
    amount.set_name("Change")
    amount.set_amount("¥ 99,999,999.99")
    font = amount.fitting_font(300)
    assert QFontMetrics(font).horizontalAdvance("¥ 99,999,999.99") <= 300
    assert amount.fitting_font(5000).pixelSize() == round(56 * scale)
    assert amount.accessibleName() == "Change ¥ 99,999,999.99"


def test_a_total_row_keeps_the_amount_whole(qtbot: QtBot, theme: Theme) -> None:
    row = TotalRow(theme)
    qtbot.addWidget(row)
    row.set("A very long name of a reduction that cannot fit", "− ¥ 479.80", "#B42318")
    row.resize(200, 30)
    row.show()
    assert row.words.endswith("− ¥ 479.80")
    assert colours(picture(row)) > 4


def test_a_sheet_takes_the_keyboard_and_gives_it_back(qtbot: QtBot, theme: Theme) -> None:
    window = Window(qtbot)
    sheet = Sheet(theme, window)
    sheet.set_title("Cash")
    first, second = Field(theme, "Received"), Field(theme, "Note")
    sheet.body.addWidget(first)
    sheet.body.addWidget(second)
    closed: list[bool] = []
    sheet.closed.connect(lambda: closed.append(True))
    sheet.open(first)
    assert QApplication.focusWidget() is first
    reached = set()
    for _ in range(6):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focused())
        reached.add(focused().accessibleName())
    assert reached == {"Received", "Note", "Close"}
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is window.field
    assert closed == [True]


def test_nothing_behind_a_sheet_can_be_tapped(qtbot: QtBot, theme: Theme) -> None:
    window = Window(qtbot)
    pressed: list[bool] = []
    window.button.clicked.connect(lambda: pressed.append(True))
    sheet = Sheet(theme, window)
    sheet.open()
    spot = window.button.mapTo(window, window.button.rect().center())
    assert window.childAt(spot) is sheet
    tap(sheet, spot)
    assert pressed == []


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (500, 300)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_card_stays_inside_the_window(qtbot: QtBot, theme: Theme, size: tuple[int, int], scale: float) -> None:
    theme.set_scale(scale)
    window = Window(qtbot)
    sheet = ConfirmSheet(theme, window)
    sheet.ask("Empty the basket?", "Three lines go. " * 6, yes="Empty it", no="Keep it", kind="danger")
    window.resize(*size)
    settle()
    assert sheet.rect() == window.rect()
    place = sheet._area.geometry()
    assert sheet.rect().contains(place)
    assert place.width() >= sheet.card.width()
    for answer in (sheet.no, sheet.yes):
        sheet.focusNextPrevChild(True)
        now = focused()
        assert sheet.rect().contains(now.rect().translated(now.mapTo(sheet, now.rect().topLeft()))), answer.label


@pytest.mark.parametrize("size, scale", [((1024, 768), 2.0), ((1366, 768), 2.0), ((640, 400), 1.5)])
def test_no_key_of_a_pad_is_squeezed_in_a_low_window(
    qtbot: QtBot, theme: Theme, size: tuple[int, int], scale: float
) -> None:
    """A card that is higher than the window scrolls."""
    theme.set_scale(scale)
    window = Window(qtbot)
    sheet = ApprovalSheet(theme, window)
    sheet.set_words("Sell on in a fresh file?", "The damaged file is set aside and kept. " * 4)
    window.resize(*size)
    sheet.ask([("m1", "Manager")])
    settle()
    for key in sheet.pad.keys.values():
        assert key.height() >= 44, key.code
        sheet._area.ensureWidgetVisible(key)
        assert sheet.rect().contains(key.rect().translated(key.mapTo(sheet, key.rect().topLeft()))), key.code


def test_enter_confirms_and_escape_does_not(qtbot: QtBot, theme: Theme) -> None:
    window = Window(qtbot)
    sheet = ConfirmSheet(theme, window)
    said: list[str] = []
    sheet.confirmed.connect(lambda: said.append("yes"))
    sheet.cancelled.connect(lambda: said.append("no"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        sheet.ask("Sure?", "", yes="Yes", no="No")
        QTest.keyClick(focused(), key)
    for answer in (sheet.yes, sheet.no):
        sheet.ask("Sure?", "", yes="Yes", no="No")
        tap(answer)
    assert said == ["yes", "no", "yes", "no"]
    assert QApplication.focusWidget() is window.field
