"""The channels on which a member may be contacted, each on or off by a tap or by Space, and the words agreed to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posapp.domain.consent import CHANNELS, ConsentText, channel_name
from ui.kit.buttons import Chip
from ui.kit.theme import Theme


class ConsentRow(QWidget):
    """`changed()` when a person turned one over."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.caption, self.words = QLabel(), QLabel()
        self.caption.setProperty("type", "strong")
        self.words.setProperty("tone", "ink2")
        self.words.setWordWrap(True)
        self.chips = {channel: Chip(theme) for channel in CHANNELS}
        row, column = QHBoxLayout(), QVBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 8)
        theme.space(column, (0, 0, 0, 0), 4)
        for chip in self.chips.values():
            chip.clicked.connect(self.changed)
            row.addWidget(chip)
        row.addStretch(1)
        column.addWidget(self.caption)
        column.addLayout(row)
        column.addWidget(self.words)

    def show_text(self, caption: str, text: ConsentText, language: str) -> None:
        """What the member agrees to, in the language of now."""
        self.caption.setText(caption)
        self.words.setText(f"{text.words(language)} ({text.version})")
        for channel, chip in self.chips.items():
            chip.set_label(channel_name(channel, language))

    def set_given(self, channels: tuple[str, ...]) -> None:
        """These are on."""
        for channel, chip in self.chips.items():
            chip.setChecked(channel in channels)

    @property
    def given(self) -> tuple[str, ...]:
        """Those that are on."""
        return tuple(channel for channel, chip in self.chips.items() if chip.isChecked())
