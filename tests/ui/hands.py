"""A person's and a scanner's hands on a real window: key events with time stamps of their own, so nothing waits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

NONE = Qt.KeyboardModifier.NoModifier
KEYS = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab, "\x1d": Qt.Key.Key_BracketRight}


class Hands:
    """Types into the window of a shown widget; `now` is the time on the events, in ms."""

    def __init__(self, window: QWidget) -> None:
        self.window = window.window()
        self.now = 10_000

    def key(self, key: Qt.Key, text: str = "", *, modifier: Qt.KeyboardModifier = NONE, repeat: bool = False) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifier, text, repeat)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(handle, event)

    def type(self, text: str, gap: int = 120) -> None:
        """A person by default; the gap passes before each character."""
        for character in text:
            self.now += gap
            modifier = Qt.KeyboardModifier.ControlModifier if character == "\x1d" else NONE
            self.key(KEYS.get(character, Qt.Key(ord(character.upper()))), character, modifier=modifier)

    def scan(self, code: str, gap: int = 5, ending: str = "\r", before: int = 500) -> None:
        """A scanner: `before` ms of rest, then the code and its ending key."""
        self.now += before
        self.type(code + ending, gap)


def tap(widget: QWidget, point: QPoint | None = None) -> None:
    target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, NONE, point or target.rect().center())
