"""A second person proves by PIN that something may happen: emptying a basket, a date that looks wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from ui.kit.buttons import Chip
from ui.kit.keypads import PinPad
from ui.kit.sheet import Sheet
from ui.kit.status import Notice
from ui.kit.theme import Theme


class ApprovalSheet(Sheet):
    """Choose who approves, type the PIN; `entered(staff id, PIN)`. Stays open until it is closed or the PIN is good."""

    entered = Signal(str, str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=420)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "ink2")
        self._hint = QLabel()
        self._hint.setProperty("type", "second")
        self._hint.setWordWrap(True)
        self._chips = QButtonGroup(self)
        self._row = QHBoxLayout()
        theme.space(self._row, (0, 0, 0, 0), 8)
        self._notice = Notice(theme)
        self.pad = PinPad(theme)
        self.body.addWidget(self._words)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._row)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.pad, 1)
        self.pad.entered.connect(self._entered)
        self.retranslate_hint()

    def retranslate_hint(self) -> None:
        """The line above the names."""
        self._hint.setText(self.tr("Who approves? Choose the name, then type the PIN."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate_hint()
        super().changeEvent(event)

    def set_words(self, title: str, words: str) -> None:
        """What is to be approved."""
        self.set_title(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def ask(self, people: Sequence[tuple[str, str]]) -> None:
        """Open for one of these (id, name)."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, Chip):
                self._chips.removeButton(widget)
                widget.deleteLater()
        for number, (id_, name) in enumerate(people):
            chip = Chip(self.theme, name)
            chip.setProperty("person", id_)
            chip.setChecked(number == 0)
            chip.clicked.connect(self.pad.setFocus)
            self._chips.addButton(chip)
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self._notice.clear()
        self.pad.clear()
        self.open(self.pad)

    def wrong(self, words: str) -> None:
        """The PIN was refused; the hands stay where they are."""
        self.pad.clear(wrong=True)
        self._notice.say("bad", words, 8)
        self.pad.setFocus()

    def _entered(self, pin: str) -> None:
        chosen = self._chips.checkedButton()
        if chosen is not None:
            self.entered.emit(str(chosen.property("person")), pin)
