"""A till that nobody touches locks itself; never while a customer pays, and the basket stays on the counter. What is
asked of somebody who has proved a PIN but has not the counter yet waits a minute only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from posapp.domain.store import lock_minutes
from ui.screen import Place

MINUTE_MS: Final = 60_000
ANSWER_MS: Final = MINUTE_MS
_HANDS: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.MouseMove}
)


class IdleLock(QObject):
    """Watches the window's own events, which all keys, scans and fingers come through."""

    def __init__(
        self, window: QWidget, place: Place, lock: Callable[[], object], walked_away: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._place, self._lock, self._walked_away = place, lock, walked_away
        self.unanswered = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self.unanswered.timeout.connect(self.nobody_answers)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.over)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self.follow_shop()

    def follow_shop(self) -> None:
        """The shop says after how long."""
        minutes = lock_minutes(self._place.app.desk.store)
        self.timer.setInterval(minutes * MINUTE_MS)
        if minutes:
            self.timer.start()
        else:
            self.timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            if self.timer.interval():
                self.timer.start()
            if self._place.app.desk.staff is None:
                self.unanswered.start()
        return False

    def nobody_answers(self) -> None:
        """Nobody has touched it since a PIN was typed."""
        if self._place.app.desk.staff is None:
            self._walked_away()

    def over(self) -> None:
        """Nobody has touched it for so long."""
        desk = self._place.app.desk
        if desk.basket.paying or desk.attempt is not None:
            self.timer.start()
        elif desk.staff is not None:
            self._lock()
