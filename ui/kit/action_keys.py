"""The keys of what can be done with the one thing in sight, in rows."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout

from ui.kit.buttons import Button
from ui.kit.theme import Theme


class ActionKeys(QGridLayout):
    """A button for each act; only those that can be used now take a place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: list[tuple[Button, QAction]] = []
        theme.space(self, (0, 0, 0, 0), 8)

    def add(self, action: QAction, icon: str) -> None:
        """One more; `arrange` shows it."""
        button = Button(self._theme, icon=icon)
        button.follow(action)
        self._buttons.append((button, action))

    def arrange(self, columns: int) -> None:
        """Those that can be used now, so many in a row."""
        for button, _ in self._buttons:
            self.removeWidget(button)
            button.hide()
        used = [button for button, action in self._buttons if action.isEnabled()]
        for number, button in enumerate(used):
            self.addWidget(button, number // columns, number % columns)
            button.show()
