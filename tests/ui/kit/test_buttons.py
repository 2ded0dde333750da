"""Buttons: large enough for a finger, named, pressed by any means, and never taking the cursor on a tap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import tap
from tests.ui.kit.rendering import colours, picture
from ui.kit.buttons import Button, Chip, IconButton, PaintedButton, PrimaryButton, RailButton
from ui.kit.theme import Theme

MAKERS: dict[str, Callable[[Theme], PaintedButton]] = {
    "secondary": lambda theme: Button(theme, "折扣", icon="plus", key="F4"),
    "bare": lambda theme: Button(theme, "1"),
    "danger": lambda theme: Button(theme, "Clear", icon="x", kind="danger"),
    "primary": lambda theme: PrimaryButton(theme, "收款", icon="plus", key="F12", amount="¥ 3,157.20"),
    "chip": lambda theme: Chip(theme, "全部", icon="package"),
    "rail": lambda theme: RailButton(theme, "shopping-bag", "收银"),
    "icon": lambda theme: IconButton(theme, "minus", "One fewer"),
    "quiet icon": lambda theme: IconButton(theme, "x", "Close", kind="quiet"),
}
every = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


@every
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_target_of_44_pixels(qtbot: QtBot, theme: Theme, make: Callable[[Theme], PaintedButton], scale: float) -> None:
    theme.set_scale(scale)
    button = make(theme)
    qtbot.addWidget(button)
    button.show()
    button.resize(button.minimumSizeHint())
    assert min(button.width(), button.height()) >= round(44 * scale)


@every
def test_name_and_role(qtbot: QtBot, theme: Theme, make: Callable[[Theme], PaintedButton]) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken is not None
    assert button.label in spoken.text(QAccessible.Text.Name) != ""
    assert spoken.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)


@every
def test_pressed_by_finger_space_and_enter(qtbot: QtBot, theme: Theme, make: Callable[[Theme], PaintedButton]) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    tap(button)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    assert len(pressed) == 4
    button.setEnabled(False)
    tap(button)
    assert len(pressed) == 4


@every
def test_each_state_looks_different(qtbot: QtBot, theme: Theme, make: Callable[[Theme], PaintedButton]) -> None:
    button = make(theme)
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow, timeout=3000)
    button.clearFocus()
    plain = picture(button)
    assert colours(plain) > 4
    button.setDown(True)
    down = picture(button)
    button.setDown(False)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    focused = picture(button)
    button.setEnabled(False)
    assert plain not in (down, focused, picture(button))
    assert down != focused


def test_a_tap_leaves_the_cursor_in_the_scan_field(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    field, button = QLineEdit(), Button(theme, "Discount", key="F4")
    row.addWidget(field)
    row.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=3000)
    field.setFocus()
    tap(button)
    assert QApplication.focusWidget() is field


def test_a_button_follows_its_action(qtbot: QtBot, theme: Theme) -> None:
    action = QAction("Hold && recall")
    action.setShortcut(QKeySequence("F8"))
    button = Button(theme)
    qtbot.addWidget(button)
    button.follow(action)
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    button.click()
    assert (button.label, button.key, len(done)) == ("Hold & recall", "F8", 1)
    action.setEnabled(False)
    action.setText("挂单")
    assert (button.isEnabled(), button.label) == (False, "挂单")
    button.deleteLater()
    qtbot.wait(0)
    action.setText("after the button has gone")


def test_an_ampersand_in_a_name_is_a_character(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Salt & Vinegar")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken is not None
    assert (button.accessibleName(), button.shortcut().isEmpty()) == ("Salt & Vinegar", True)


def test_the_amount_is_part_of_the_pay_buttons_name(qtbot: QtBot, theme: Theme) -> None:
    pay = PrimaryButton(theme, "Pay", key="F12", amount="¥ 1.00")
    qtbot.addWidget(pay)
    pay.set_amount("¥ 256.40")
    assert pay.accessibleName() == "Pay ¥ 256.40"
    assert pay.accessibleDescription() == "F12" or pay.key == "F12"


def test_words_stay_when_there_is_little_room(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "优惠券", icon="plus", key="F5")
    qtbot.addWidget(button)
    words = theme.metrics("strong").horizontalAdvance("优惠券")
    assert words < button.minimumSizeHint().width() < button.sizeHint().width()


def test_a_shortcut_outlives_new_words(qtbot: QtBot, theme: Theme) -> None:
    """Qt's setText takes a button's shortcut away; words come again with each language."""
    button = Button(theme, "Count", key="Ctrl+E")
    qtbot.addWidget(button)
    button.setShortcut("Ctrl+E")
    button.set_label("The count is done")
    assert button.shortcut() == QKeySequence("Ctrl+E")
