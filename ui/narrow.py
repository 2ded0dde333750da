"""Pages that rearrange themselves where there is little room: a small window, or everything at twice the size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.kit.scrolling import ScrollPlace
from ui.kit.theme import Theme
from ui.screen import Place, Screen

NARROW, SHORT = 760, 470
"""Token pixels below which a page is narrow, or short."""
LEAST = (599, 330)
"""The room in which every page can be worked with: a screen of 1366x768 where everything is twice as large."""
BESIDE_BAR = 590
"""The same width beside the bar of a page that scrolls downwards."""


class FittingScreen(Screen):
    """A page that is told by `fit_in` how much room it has. Below LEAST it scrolls; the window never grows for it."""

    least_wide = LEAST[0]

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._theme = place.theme
        self._room = (False, False)
        place.theme.changed.connect(self._look)

    def fit_in(self, narrow: bool, short: bool) -> None:
        """Rearrange; called after each change."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(self.least_wide), self._theme.px(LEAST[1]))

    def hasHeightForWidth(self) -> bool:
        """Wrapped words inside would otherwise claim height past `minimumSizeHint`."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        room = (self.width() < self._theme.px(NARROW), self.height() < self._theme.px(SHORT))
        if room != self._room:
            self._room = room
            self.fit_in(*room)


def scrolling_row(page: QWidget, theme: Theme) -> QBoxLayout:
    """A row that fills the page and scrolls where the page is lower than what is in it; for words and plain keys."""
    area, inside, around = ScrollPlace(), QWidget(), QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(area)
    area.setWidget(inside)
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
    theme.space(row, (24, 6, 18, 16), 16)
    return row
