"""Fields and key pads: what is typed, what is said, what is forgotten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.hands import tap
from tests.ui.kit.rendering import settle
from ui.kit.fields import Field
from ui.kit.keypads import Keypad, PinPad
from ui.kit.result_list import Result, ResultList
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE


def test_a_search_settles_after_the_typing(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Search", icon="search", size="search", clears=True)
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.settled.connect(heard.append)
    with qtbot.waitSignal(field.settled, timeout=2000):
        QTest.keyClicks(field, "mao")
    assert heard == ["mao"]


def test_name_reason_and_height_of_a_field(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Amount received", size="amount", numbers=True)
    qtbot.addWidget(field)
    field.show()
    field.setText("12x")
    field.set_wrong("Only figures, please")
    spoken = QAccessible.queryAccessibleInterface(field)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Amount received"
    assert spoken.text(QAccessible.Text.Description) == "Only figures, please"
    field.setText("12")
    assert field.wrong == ""


ASK = """
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from ui.kit.fields import Field
from ui.kit.theme import Theme

app = QApplication([])
field = Field(Theme(app))
for text in ("word", ""):
    field.setText(text)
    for letter in "ACDEKUVXZ":
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key(ord(letter)), Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        print(letter if event.isAccepted() else "-", end="")
    print()
"""


@pytest.mark.skipif(
    shutil.which("Xvfb") is None, reason="only X11 gives Ctrl+U and Ctrl+E to text fields: no Xvfb here"
)
def test_keys_of_the_page_pass_a_field_of_x11() -> None:
    """There Ctrl+U empties a line and Ctrl+E goes to its end; here they are the page's, wherever the cursor stands."""
    reads, writes = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writes)], pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    try:
        with os.fdopen(reads) as told:
            display = f":{told.readline().strip()}"
        surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        asked = subprocess.run(
            [sys.executable, "-c", ASK], env=surroundings, capture_output=True, text=True, timeout=60
        )
    finally:
        server.terminate()
        server.wait(10)
    assert asked.stdout.split() == ["AC----VXZ", "AC----VX-"], asked.stderr


def test_a_key_of_the_page_below_is_no_text(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "x")
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(field, Qt.Key.Key_2)
    assert field.text() == "2"


def test_the_placeholder_is_not_pale(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "扫描条码，或输入货号", size="search")
    qtbot.addWidget(field)
    field.show()
    field.clearFocus()
    image = field.grab().toImage()
    darkest = min(image.pixelColor(x, y).lightness() for x in range(12, 160) for y in range(12, image.height() - 12))
    assert darkest <= QColor(PALETTE.placeholder).lightness() + 6


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size, least", [("plain", 44), ("search", 52), ("amount", 52)])
def test_fields_are_targets_too(qtbot: QtBot, theme: Theme, scale: float, size: str, least: int) -> None:
    theme.set_scale(scale)
    field = Field(theme, "x", icon="search", size=size)  # type: ignore[arg-type]
    qtbot.addWidget(field)
    field.show()
    assert field.sizeHint().height() >= round(least * scale)


def test_the_cross_empties_the_field_and_shows_only_when_needed(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Search", clears=True)
    qtbot.addWidget(field)
    field.show()
    cross = field.findChild(QAbstractButton)
    assert cross is not None
    assert not cross.isVisible()
    field.setText("shirt")
    qtbot.waitUntil(cross.isVisible, timeout=2000)
    assert cross.accessibleName() == "Clear"
    tap(cross)
    assert field.text() == ""


def test_arrow_keys_of_the_search_steer_the_results(qtbot: QtBot, theme: Theme) -> None:
    field, found = Field(theme, "Search"), ResultList(theme)
    for widget in (field, found):
        qtbot.addWidget(widget)
        widget.show()
    found.set_results([Result(str(n), f"Product {n}", "SKU", "1.00", digit=str(n + 1)) for n in range(20)])
    field.steered.connect(found.steer)
    chosen: list[int] = []
    found.chosen.connect(chosen.append)
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert found.current == 2
    tap(found, found.visible_area(4).center())
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert chosen == [4, 4]
    spoken = QAccessible.queryAccessibleInterface(found)
    assert spoken is not None
    assert spoken.child(2).text(QAccessible.Text.Name) == "3, Product 2, SKU, 1.00"


def test_the_keypad_types_into_a_field(qtbot: QtBot, theme: Theme) -> None:
    pad, field = Keypad(theme), QLineEdit()
    for widget in (pad, field):
        qtbot.addWidget(widget)
        widget.show()
    pad.types_into(field)
    said: list[str] = []
    pad.pressed.connect(said.append)
    for code in ("1", "00", ".", "5", "5", "back"):
        tap(pad.keys[code])
    assert field.text() == "100.5"
    tap(pad.keys["clear"])
    assert (field.text(), said[-1]) == ("", "clear")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("point", [True, False])
def test_every_key_is_a_named_target(qtbot: QtBot, theme: Theme, scale: float, point: bool) -> None:
    theme.set_scale(scale)
    pad = Keypad(theme, point=point)
    qtbot.addWidget(pad)
    pad.show()
    pad.resize(pad.minimumSizeHint())
    shown = [key for key in pad.keys.values() if key.isVisible()]
    assert len(shown) == (14 if point else 13)
    for key in shown:
        assert min(key.width(), key.height()) >= round(44 * scale), key.code
        assert key.accessibleName()
    areas = [key.geometry() for key in shown]
    assert not any(one.intersects(other) for n, one in enumerate(areas) for other in areas[:n])


def test_a_pin_is_typed_tapped_corrected_and_never_shown(qtbot: QtBot, theme: Theme) -> None:
    pad = PinPad(theme)
    qtbot.addWidget(pad)
    pad.show()
    entered: list[str] = []
    pad.entered.connect(entered.append)
    QTest.keyClicks(pad, "12")
    tap(pad.keys["9"])
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    QTest.keyClicks(pad, "3")
    assert not pad.keys["enter"].isEnabled()
    QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClicks(pad, "4x")
    spoken = QAccessible.queryAccessibleInterface(pad)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Description) == "Digits typed: 4"
    assert "1234" not in pad.accessibleName() + pad.accessibleDescription() + pad.toolTip()
    tap(pad.keys["enter"])
    assert entered == ["1234"]
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert entered == ["1234"]


def test_no_more_than_eight_digits(qtbot: QtBot, theme: Theme) -> None:
    pad = PinPad(theme)
    qtbot.addWidget(pad)
    pad.show()
    entered: list[str] = []
    pad.entered.connect(entered.append)
    QTest.keyClicks(pad, "1234567890")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert entered == ["12345678"]


def test_a_wrong_pin_shows_until_the_next_digit(qtbot: QtBot, theme: Theme) -> None:
    pad = PinPad(theme)
    qtbot.addWidget(pad)
    pad.show()
    settle()
    before = pad.grab().toImage()
    pad.clear(wrong=True)
    wrong = pad.grab().toImage()
    pad.press("1")
    pad.press("back")
    assert wrong != before
    assert pad.grab().toImage() == before
