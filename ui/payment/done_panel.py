"""After the commit: the change, large; the next customer with one key or simply the next scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.kit.amounts import AmountLabel, TotalRow
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.status import StatusPill
from ui.kit.theme import Theme


class DonePanel(QFrame):
    """Shows a sale that is safe. The screen gives it words and keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = QLabel()
        self.title.setProperty("type", "page")
        self.change = AmountLabel(theme, "change")
        self.due, self.paid, self.receipt = TotalRow(theme, "name"), TotalRow(theme, "name"), TotalRow(theme, "name")
        self.paper = StatusPill(theme)
        self.again, self.next = Button(theme, icon="printer", key="F9", height=64), PrimaryButton(theme, key="Enter")
        column, keys = QVBoxLayout(self), QHBoxLayout()
        theme.space(column, (32, 28, 32, 28), 14)
        theme.space(keys, (0, 0, 0, 0), 12)
        theme.fit(self, lambda w: w.setMaximumWidth(theme.px(640)))
        keys.addWidget(self.again)
        keys.addWidget(self.next, 1)
        for widget in (self.title, self.change, self.due, self.paid, self.receipt):
            column.addWidget(widget)
        column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addLayout(keys)
