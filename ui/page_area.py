"""Where the pages stand: a page that needs more room than the window has scrolls, so nothing of it is out of reach."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from ui.kit.scrolling import ScrollPlace


class PageStack(QStackedWidget):
    """One page at a time; only the page in sight says how much room is needed."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()

    def heightForWidth(self, width: int) -> int:
        """Words that wrap need more lines in a narrow window."""
        shown = self.currentWidget()
        inside = shown.layout() if shown is not None and shown.hasHeightForWidth() else None
        return inside.totalMinimumHeightForWidth(width) if inside is not None else self.minimumSizeHint().height()


class PageArea(ScrollPlace):
    """Fills its place; the keyboard never goes to what is out of sight."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = PageStack()
        self.setWidget(self.stack)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def rewind(self) -> None:
        """A page that has just come into sight is read from its top."""
        shown = self.stack.currentWidget()
        if shown is not None:
            for place in (self, *shown.findChildren(ScrollPlace)):
                place.verticalScrollBar().setValue(0)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """A page out of sight gives the keyboard back. Scroll whatever it is in, from the inside out."""
        shown = self.stack.currentWidget()
        if shown is not None and now is not None and self.stack.isAncestorOf(now) and not shown.isAncestorOf(now):
            if before is not None and shiboken6.isValid(before) and shown.isAncestorOf(before):
                before.setFocus()
            return
        place = now.parentWidget() if now is not None and self.stack.isAncestorOf(now) else None
        while place is not None and now is not None:
            if isinstance(place, QScrollArea):
                place.ensureWidgetVisible(now, 0, 8)
            place = place.parentWidget()
