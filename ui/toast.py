"""A short word over the page, in the same place whatever page is in sight; it goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.status import Notice
from ui.kit.theme import Theme
from ui.kit.tokens import State

SECONDS = 4


class Toast(Notice):
    """Lies over the upper edge of the page (`below`), never over what stands above it, and lets taps through."""

    def __init__(self, theme: Theme, host: QWidget, below: QWidget) -> None:
        super().__init__(theme)
        self._fitting, self._host, self._below = theme, host, below
        self.setParent(host)
        self._gone = QTimer(self, singleShot=True)
        self._gone.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def tell(self, state: State, words: str) -> None:
        """Show it for a moment."""
        self.say(state, words, SECONDS)
        self.show()
        self.raise_()
        self._place()
        self._gone.start(SECONDS * 1000)

    def _place(self) -> None:
        px, host = self._fitting.px, self._host
        advance = self._fitting.metrics("strong", numbers=True).horizontalAdvance(self.words) + px(50)
        width = min(advance, host.width() - px(32))
        top = self._below.mapTo(host, QPoint()).y() + px(8)
        self.setGeometry((host.width() - width) // 2, top, width, max(px(40), self.height_at(width)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
