"""A double tap whose first tap brought up another page must not press what lies under the finger there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import PrimaryButton
from ui.kit.theme import Theme

LEFT = Qt.MouseButton.LeftButton
AT = QPoint(40, 20)


def test_the_second_tap_does_not_fall_through(qtbot: QtBot, theme: Theme) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pay, take = PrimaryButton(theme, "Pay"), PrimaryButton(theme, "Take cash")
    pages.addWidget(pay)
    pages.addWidget(take)
    taken: list[bool] = []
    pay.clicked.connect(lambda: pages.setCurrentWidget(take))
    take.clicked.connect(lambda: taken.append(True))
    pages.show()
    QTest.mouseClick(pay, LEFT, pos=AT)
    QTest.mouseDClick(take, LEFT, pos=AT)
    QTest.mouseRelease(take, LEFT, pos=AT)
    presses = len(taken)
    take.clearFocus()
    pages.setCurrentWidget(pay)
    pages.setCurrentWidget(take)
    press_only_double(take)
    assert len(taken) == presses
    QTest.mouseClick(take, LEFT, pos=AT)
    assert len(taken) == presses + 1


def test_two_quick_taps_on_one_key_are_two_presses(qtbot: QtBot, theme: Theme) -> None:
    key = PrimaryButton(theme, "One more")
    qtbot.addWidget(key)
    pressed: list[bool] = []
    key.clicked.connect(lambda: pressed.append(True))
    key.show()
    QTest.mouseClick(key, LEFT, pos=AT)
    press_only_double(key)
    assert len(pressed) == 2


def press_only_double(button: PrimaryButton) -> None:
    """What Qt delivers to a button that came up between the two taps: the double press and its release."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        spot = QPointF(AT)
        held = LEFT if kind == QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, spot, button.mapToGlobal(spot), LEFT, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)
