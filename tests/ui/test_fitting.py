"""Payment, receipts, line and settings at every size and in both languages: nothing is cut off, all is in reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.till_window import PATIENCE_MS, TillWindow, painted, till_window
from tests.ui.waiting import wait_until
from ui.chip_row import ChipRow
from ui.kit.buttons import PaintedButton, PrimaryButton, RailButton
from ui.kit.i18n import Language
from ui.kit.keypads import PadKey
from ui.payment.screen import PaymentScreen
from ui.settings.screen import SettingsScreen
from ui.shift.close_screen import CloseScreen

__all__ = ["shop"]

SIZES = ((1920, 1080, 1.0), (1366, 768, 1.0), (1024, 768, 1.0), (1024, 768, 1.5), (1024, 768, 2.0), (1366, 768, 2.0))
"""The scale rises: at a large one the window would not become smaller."""

TIGHT = (*SIZES[2:4], SIZES[5])
"""Those that leave the least room of the ones that are offered: looked at page by page in both languages."""

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


@pytest.fixture
def counter(shop: Shop, qapp: QApplication, qtbot: QtBot) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        made.enter("m1", "9999")
        for sku in ("A", "B", "C"):
            made.sell(sku)
        yield made


def scrolled(widget: QWidget, page: QWidget) -> bool:
    """Whether it lies in something that scrolls downwards."""
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def moves_along(widget: QWidget, page: QWidget) -> bool:
    """Whether it is one of those in a row which an arrow moves along where they do not fit."""
    if any(row.isAncestorOf(widget) for row in page.findChildren(ChipRow)):
        return True
    return isinstance(page, PaymentScreen) and page.taking.area.isAncestorOf(widget) and page.taking.area.moves


def out_of_place(page: QWidget) -> list[str]:
    """Buttons that are cut off, too small for their words, or outside of the page."""
    wrong = []
    for button in page.findChildren(PaintedButton):
        if not button.isVisible():
            continue
        corner = button.mapTo(page, button.rect().topLeft())
        inside = corner.x() >= 0 and corner.x() + button.width() <= page.width() or moves_along(button, page)
        if not scrolled(button, page):
            inside = inside and corner.y() >= 0 and corner.y() + button.height() <= page.height()
        wanted = button.sizeHint() if isinstance(button, PrimaryButton) else button.minimumSizeHint()
        least = 44 if isinstance(button, PadKey) else min(wanted.width(), page.width())
        if not inside or button.width() < least or button.height() < 44:
            wrong.append(f"{type(button).__name__} {button.label!r} {button.geometry()}")
    return wrong


PAGES = ("holds", "receipts", "drawer", "close", "labels", "reports", "dashboard", "audit", "line", "settings")


@pytest.mark.parametrize("state", ["", "payment", "card", "unknown"])
@pytest.mark.long
def test_every_size_and_language(counter: TillWindow, state: str) -> None:
    if state:
        counter.scan("6901234567892")
        counter.app.payment.pay()
    if state in ("card", "unknown"):
        counter.equipment.change(counter.equipment.machine._replace(terminal="simulated://127.0.0.1:9"))
    if state == "unknown":
        counter.app.attempts.begin("terminal", "card", 9900)
    every = [(size, language) for size in SIZES for language in (LANGUAGES if size in TIGHT else LANGUAGES[:1])]
    for number, ((width, height, scale), language) in enumerate(every):
        counter.window.resize(width, height)
        counter.theme.set_scale(scale)
        counter.languages.set(language)
        turn = number % len(PAGES)  # each page is the one in sight when the next size or language comes
        for name in ("payment",) if state else PAGES[turn:] + PAGES[:turn]:
            page = counter.go(name)
            assert out_of_place(page) == [], (name, width, height, scale, language)
            assert counter.window.height() <= height, (name, width, height, scale, language)


def test_every_step_of_the_close(counter: TillWindow) -> None:
    counter.till.hold("A")
    page = counter.go("close")
    assert isinstance(page, CloseScreen)
    scales = [2.0, 1.0]
    for step in (page.keep.trigger, page.forward.trigger, page.count.by_amount.click, _count(page), _close(page)):
        step()
        counter.settle()
        scales.reverse()  # all is drawn anew for another scale: the one that there is comes first
        for scale, language in product(scales, LANGUAGES):
            counter.theme.set_scale(scale)
            counter.languages.set(language)
            counter.settle()
            assert out_of_place(page) == [], (page.steps.currentIndex(), scale, language)
    assert page.steps.currentIndex() == 3


def _count(page: CloseScreen) -> Callable[[], None]:
    def count() -> None:
        page.count.amount.setText("1")
        page.forward.trigger()

    return count


def _close(page: CloseScreen) -> Callable[[], None]:
    def close() -> None:
        page.result.reason.setText("?")
        wait_until(lambda: page.rested, PATIENCE_MS)
        page.forward.trigger()

    return close


def test_every_part_of_the_settings(counter: TillWindow) -> None:
    page = counter.go("settings")
    assert isinstance(page, SettingsScreen)
    for scale, language in product((1.0, 2.0), LANGUAGES):
        counter.theme.set_scale(scale)
        counter.languages.set(language)
        for part, chip in enumerate(page.chips):
            chip.click()
            counter.settle()
            assert out_of_place(page) == [], (part, scale, language)


def test_the_words_of_the_rail_are_whole(counter: TillWindow) -> None:
    counter.window.resize(1366, 768)
    counter.theme.set_scale(2.0)
    counter.go("line")
    for language in LANGUAGES:
        counter.languages.set(language)
        counter.settle()
        for button in counter.window.parts.rail.findChildren(RailButton):
            if button.isChecked():
                continue  # on a ground of its own
            picture = painted(button)
            ground, wide = picture.pixel(0, 0), range(picture.width())
            inked = [y for y in range(picture.height()) if any(picture.pixel(x, y) != ground for x in wide)]
            assert inked[0] >= 4, button.label
            assert inked[-1] < picture.height() - 4, f"{button.label} is cut off below"
            assert button.theme.metrics("key").horizontalAdvance(button.label) <= button.width() - 4


BANNER = "The key of the till's data lies in a file of the data folder, and who can read the folder can read the data."


def paying(counter: TillWindow) -> PaymentScreen:
    counter.scan("6901234567892")
    counter.app.payment.pay()
    page = counter.go("payment")
    assert isinstance(page, PaymentScreen)
    return page


def whole(widget: QWidget) -> bool:
    """Every line of it is in sight."""
    return widget.visibleRegion().boundingRect() == widget.rect() and widget.height() >= widget.sizeHint().height()


@pytest.mark.parametrize("banner", [False, True])
def test_the_change_is_never_clipped(counter: TillWindow, banner: bool) -> None:
    """The scale rises here too."""
    for (width, height, scale), language in product(((1024, 768, 1.5), (1366, 768, 1.5), (1366, 768, 2.0)), LANGUAGES):
        page = paying(counter)
        counter.window.resize(width, height)
        counter.theme.set_scale(scale)
        counter.languages.set(language)
        if banner:
            counter.window.warning.show_words("warn", BANNER)
        counter.settle()
        bar = counter.window.pages.horizontalScrollBar()
        assert bar.maximum() == 0, "payment does not scroll sideways"
        assert all(key.height() >= 44 for key in page.taking.keypad.keys.values())
        counter.type("200\r")
        counter.settle()
        done = page.finished
        assert bar.maximum() == 0, language
        assert whole(done.change), language
        assert whole(done.next), language
        assert whole(done.again), language
        counter.tap(done.next)


def test_large_letters_still_say_how_much_and_how_many(counter: TillWindow) -> None:
    page = paying(counter)
    counter.theme.set_scale(2.0)
    counter.settle()
    assert whole(page.standing.title)
    assert "1" in page.standing.title.text()
    assert whole(page.standing.total)
    assert "99.00" in page.standing.total.words
    counter.tap(page.taking.by_card)
    reference = page.taking.reference
    room = reference.width() - reference.textMargins().left() - 2 * counter.theme.px(16)
    for language in LANGUAGES:
        counter.languages.set(language)
        counter.settle()
        assert reference.fontMetrics().horizontalAdvance(reference.placeholderText()) <= room
        assert reference.accessibleName() != reference.placeholderText()


def test_everything_that_is_pressed_or_typed_into_has_a_name(counter: TillWindow) -> None:
    for name in ("receipts", "labels", "line", "settings", "payment"):
        if name == "payment":
            counter.scan("6901234567892")
            counter.app.payment.pay()
        page = counter.go(name)
        for widget in page.findChildren(QWidget):
            if isinstance(widget, PaintedButton | QLineEdit | QAbstractItemView) and widget.isVisibleTo(page):
                assert widget.accessibleName(), (name, widget)
