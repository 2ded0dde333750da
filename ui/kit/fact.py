"""A caption above what is known."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.kit.theme import Theme


class Fact(QWidget):
    """A caption and what is known."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Shown without a parent it would be a window for a moment and take the keyboard away."""
        super().__init__(parent)
        self.caption, self.value = QLabel(), QLabel()
        self.caption.setProperty("tone", "ink3")
        self.value.setProperty("type", "strong")
        self.value.setWordWrap(True)
        column = QVBoxLayout(self)
        theme.space(column, (0, 0, 0, 0), 0)
        column.addWidget(self.caption)
        column.addWidget(self.value)

    def say(self, caption: str, value: str) -> None:
        """Other words; nothing known is a dash."""
        self.caption.setText(caption)
        self.value.setText(value or "—")
        self.setAccessibleName(f"{caption}: {value or '—'}")
