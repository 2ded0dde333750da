"""Keys of the register that follow its actions: a row under the basket, or a column beside it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.theme import Theme


class KeyRow(QWidget):
    """`add` in the order of use; a dangerous one keeps away from the others."""

    def __init__(self, theme: Theme, *, upright: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._upright = upright
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._box = QBoxLayout(direction, self)
        theme.space(self._box, (0, 0, 0, 0), 8)

    def add(self, action: QAction, icon: str, *, danger: bool = False) -> None:
        """One more key. The dangerous one is not frequent: its hint gives way first."""
        height = 52 if self._upright else 44
        button = Button(self._theme, icon=icon, kind="danger" if danger else "plain", height=height)
        button.follow(action)
        if danger:
            self._box.addStretch(1)
        self._box.addWidget(button)
