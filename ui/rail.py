"""The dark rail at the left: one button for each page that stands on its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.kit.buttons import RailButton
from ui.kit.theme import Theme
from ui.pages import Page


class Rail(QFrame):
    """Shows where one is; a tap asks for another page."""

    def __init__(self, theme: Theme, pages: Sequence[Page], go: Callable[[str], None]) -> None:
        super().__init__()
        self._go = go
        self.setProperty("look", "rail")
        self._buttons = {page.name: RailButton(theme, page.icon) for page in pages if page.icon}
        column = QVBoxLayout(self)
        theme.space(column, (8, 14, 8, 14), 8)
        for button in self._buttons.values():
            button.clicked.connect(self._clicked)
            column.addWidget(button)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word in the language of now."""
        words = {
            "checkout": self.tr("Sell"),
            "holds": self.tr("Held"),
            "receipts": self.tr("Receipts"),
            "drawer": self.tr("Shift"),
            "labels": self.tr("Labels"),
            "reports": self.tr("Reports"),
            "line": self.tr("Sync"),
            "settings": self.tr("Settings"),
        }
        for name, button in self._buttons.items():
            button.set_label(words[name])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_page(self, name: str) -> None:
        """Light the page's button; payment and opening a shift belong to selling, closing it to the shift."""
        name = "drawer" if name == "close" else name
        lit = name if name in self._buttons else "checkout"
        for known, button in self._buttons.items():
            button.setChecked(known == lit)

    def _clicked(self) -> None:
        button = self.sender()
        for name, known in self._buttons.items():
            if known is button:
                self._go(name)
