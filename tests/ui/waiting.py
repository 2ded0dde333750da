"""Waiting for a condition on the event loop, asleep while nothing happens: the worker needs the interpreter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_LOOK_MS = 5
_FLAGS = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def wait_until(so: Callable[[], bool], patience_ms: int, said: Callable[[], str] = lambda: "it did not come") -> None:
    """Turn the event loop until something is so; a timer has it looked at also when no event tells of it."""
    end = QDeadlineTimer(patience_ms)
    look = QTimer()
    look.start(_LOOK_MS)
    while not so():
        QCoreApplication.processEvents(_FLAGS)
        assert not end.hasExpired(), said()
    look.stop()


def to_front(window: QWidget, patience_ms: int) -> None:
    """Give the window the keyboard. It is asked for again at each look: another window that comes or goes late may
    take the keyboard along."""

    def there() -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    def said() -> str:
        windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        return f"{window} is not active but {QApplication.activeWindow()}; on screen: {windows}"

    wait_until(there, patience_ms, said)
