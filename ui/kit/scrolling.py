"""A place that scrolls when there is more in it than room: no frame, no patch of another colour, fingers welcome."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollPlace(QScrollArea):
    """Put one widget in with `setWidget`; whatever is behind shines through, as the style sheet says.

    Asked for its viewport before the first paint, PySide would build the classes of all widgets (20 ms).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.verticalScrollBar().rangeChanged.connect(self._take_fingers)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAutoFillBackground(False)

    def _take_fingers(self, _least: int, most: int) -> None:
        """Only where it scrolls: QScroller swallows the second of two quick taps."""
        from PySide6.QtWidgets import QScroller  # not needed for the first paint

        from ui.kit.painted_view import touch_scrolling

        touch_scrolling(self.viewport()) if most > 0 else QScroller.ungrabGesture(self.viewport())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll only where there is something to scroll; otherwise they belong to the page."""
        if self.verticalScrollBar().maximum() > 0:
            super().keyPressEvent(event)
        else:
            event.ignore()
