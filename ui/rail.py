"""The dark rail at the left: one button for each page that stands on its own, and a key: Ctrl+F1, Ctrl+F2 …."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.kit.buttons import RailButton
from ui.kit.theme import Theme
from ui.kit.tokens import RAIL
from ui.pages import Page

ROOMY, TIGHT, GAP = (8, 14, 8, 14), (8, 2, 8, 2), 8
"""Around the buttons and between them, in token pixels."""
PARENTS: Final = {
    "dashboard": "reports",
    "audit": "reports",
    "close": "drawer",
    "book": "members",
    "follow_ups": "members",
    "appointments": "members",
}
"""Of pages that are reached from another one."""


class Rail(QFrame):
    """Shows where one is; a tap asks for another page."""

    def __init__(self, theme: Theme, pages: Sequence[Page], go: Callable[[str], None]) -> None:
        super().__init__()
        self._go = go
        self.setProperty("look", "rail")
        self._buttons = {page.name: RailButton(theme, page.icon) for page in pages if page.icon}
        self._theme, self._low, self._lit = theme, False, ""
        self._column = column = QVBoxLayout(self)
        theme.fit(self, Rail._space)
        self.keys: dict[str, QAction] = {}
        for number, (name, button) in enumerate(self._buttons.items(), 1):
            button.clicked.connect(self._clicked)
            column.addWidget(button)
            self.keys[name] = self._key(number, button)
        column.addStretch(1)
        theme.changed.connect(self._look)
        self.retranslate()

    def _key(self, number: int, button: RailButton) -> QAction:
        """Works while the rail is in sight: nobody who is not signed in goes anywhere."""
        action = QAction(self)
        action.setShortcut(QKeySequence(f"Ctrl+F{number}"))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(button.click)
        self.addAction(action)
        return action

    def retranslate(self) -> None:
        """Every word in the language of now."""
        words = {
            "checkout": self.tr("Sell"),
            "holds": self.tr("Held"),
            "orders": self.tr("Orders"),
            "members": self.tr("Members"),
            "receipts": self.tr("Receipts"),
            "drawer": self.tr("Shift"),
            "labels": self.tr("Labels"),
            "reports": self.tr("Reports"),
            "line": self.tr("Sync"),
            "settings": self.tr("Settings"),
        }
        for name, button in self._buttons.items():
            button.set_label(words[name])
            self.keys[name].setText(self.tr("Page: {0}").format(words[name]))
            button.setToolTip(f"{words[name]} · {self.keys[name].shortcut().toString()}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        """On a low screen the buttons stand closer, so that their words stay whole."""
        count = len(self._buttons)
        low = self.height() < self._theme.px(count * RAIL[1] + (count - 1) * GAP + 2 * ROOMY[1])
        if low != self._low:
            self._low = low
            self._space()

    def _space(self) -> None:
        px, (left, top, right, bottom) = self._theme.px, TIGHT if self._low else ROOMY
        self._column.setContentsMargins(px(left), px(top), px(right), px(bottom))
        self._column.setSpacing(0 if self._low else px(GAP))

    def show_page(self, name: str) -> None:
        """Light the page's button, or that of the page it is reached from; payment and opening a shift are selling."""
        self._lit = name if name in self._buttons else PARENTS.get(name, "checkout")
        self._light()

    def _light(self) -> None:
        for known, button in self._buttons.items():
            button.setChecked(known == self._lit)

    def _clicked(self) -> None:
        button = self.sender()
        for name, known in self._buttons.items():
            if known is button:
                self._go(name)
        self._light()  # where it led nowhere, one is where one was
