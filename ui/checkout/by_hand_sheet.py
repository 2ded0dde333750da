"""Prices by hand: what of the line or the whole basket, how much, why, and what it comes to before anything happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.buttons import Button, Chip
from ui.kit.fields import Field
from ui.kit.keypads import Keypad
from ui.kit.sheet import Sheet
from ui.kit.theme import Theme

OF_LINE: Final = ("price", "percent", "amount", "tag")
OF_BASKET: Final = ("all_percent", "all_amount", "round_0", "round_1")
ROUND_OFF: Final = ("round_0", "round_1")
NO_REASON: Final = ("tag", *ROUND_OFF)
"""These say themselves why."""
PERCENT: Final = ("percent", "all_percent")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sheet is opened for. `line`: name and amount, "" without a line; `basket`: its amount; `words`: what
    each act is called, missing ones cannot be done; `back`: the acts whose effect stands already, and which."""

    line: str
    basket: str
    words: Mapping[str, str]
    reasons: Sequence[str]
    back: Mapping[str, str]
    point: bool


class ByHandSheet(Sheet):
    """`changed()` whenever something else is chosen or typed, `entered()` on Enter, `take_back()` undoes what stands.

    Up and Down choose the reason, F7 the next act: the hands may stay on the figures.
    """

    changed = Signal()
    entered = Signal()
    take_back = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, width=820)
        self._asked = Asked("", "", {}, (), {}, True)
        self._line_label, self._basket_label, self._reason_label = QLabel(), QLabel(), QLabel()
        self.acts = {act: Chip(theme) for act in (*OF_LINE, *OF_BASKET)}
        self._act_group, self._reason_group = QButtonGroup(self), QButtonGroup(self)
        for chip in self.acts.values():
            self._act_group.addButton(chip)
        self.reasons: list[Chip] = []
        self._reason_grid = QGridLayout()
        self.other = Field(theme)
        self.figure = Field(theme, size="amount", numbers=True, input_method=False)
        self.result, self.note = QLabel(), QLabel()
        self.keypad = Keypad(theme)
        self.keypad.types_into(self.figure)
        self.back = Button(theme, icon="undo-2", key="F8", height=52)
        self.ok = Button(theme, kind="accent", key="Enter", height=52)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        left, right = QVBoxLayout(), QVBoxLayout()
        theme.space(left, (0, 0, 0, 0), 6)
        theme.space(right, (0, 0, 0, 0), 8)
        for label, acts in ((self._line_label, OF_LINE), (self._basket_label, OF_BASKET)):
            grid = QGridLayout()
            theme.space(grid, (0, 0, 0, 4), 6)
            for n, act in enumerate(acts):
                grid.addWidget(self.acts[act], n // 2, n % 2)
            left.addWidget(label)
            left.addLayout(grid)
        theme.space(self._reason_grid, (0, 0, 0, 0), 6)
        left.addWidget(self._reason_label)
        left.addLayout(self._reason_grid)
        left.addWidget(self.other)
        left.addStretch(1)
        for widget in (self.figure, self.result, self.note):
            right.addWidget(widget)
        right.addWidget(self.keypad, 1)
        right.addWidget(self.back)
        right.addWidget(self.ok)
        for label in (self._line_label, self._basket_label, self._reason_label):
            label.setProperty("type", "second")
            label.setProperty("tone", "ink2")
        self.result.setProperty("type", "strong")
        for label in (self.result, self.note):
            label.setWordWrap(True)
        columns = QGridLayout()
        theme.space(columns, (0, 0, 0, 0), 18)
        columns.addLayout(left, 0, 0)
        columns.addLayout(right, 0, 1)
        columns.setColumnStretch(0, 5)
        columns.setColumnStretch(1, 4)
        self.body.addLayout(columns, 1)

    def _connect(self) -> None:
        self._act_group.buttonClicked.connect(self._act_chosen)
        self._reason_group.buttonClicked.connect(self._reason_chosen)
        self.figure.textChanged.connect(self.changed)
        self.other.textEdited.connect(self._own_words)
        self.figure.steered.connect(self._steered)
        for typed in (self.figure, self.other):
            typed.returnPressed.connect(self._enter)
        self.ok.clicked.connect(self._enter)
        self.back.clicked.connect(self.take_back)

    # -- asking ---------------------------------------------------------------------------------------------------

    def ask(self, asked: Asked) -> None:
        """Open; the first act that can be done is chosen, no reason is."""
        self._asked = asked
        self.set_title(self.tr("Price and discount"))
        self._line_label.setText(asked.line or self.tr("No line is chosen"))
        self._basket_label.setText(asked.basket)
        self._reason_label.setText(self.tr("Reason (↑ ↓)"))
        for act, chip in self.acts.items():
            chip.set_label(asked.words.get(act, ""))
            chip.setVisible(act in asked.words or act in OF_LINE)
            chip.setEnabled(act in asked.words)
        self._set_reasons(asked.reasons)
        self.other.set_name(self.tr("Another reason"))
        self.other.clear()
        self.keypad.set_point(asked.point)
        self.ok.set_label(self.tr("Apply"))
        self.figure.clear()
        self._choose(next(act for act in self.acts if act in asked.words))
        self.open(self.figure)
        self.changed.emit()

    def typed(self) -> tuple[str, str, int, str]:
        """What stands in it: the act, the figure, the number of the reason (-1: none), own words."""
        chosen = next((n for n, chip in enumerate(self.reasons) if chip.isChecked()), -1)
        return self.act, self.figure.text(), chosen, self.other.text()

    def type_again(self, act: str, figure: str, reason: int, own: str) -> None:
        """The same once more, after it was asked in another language."""
        self._choose(act)
        self.figure.setText(figure)
        self.other.setText(own)
        self._pick(reason)
        self._to_work()
        self.changed.emit()

    def _set_reasons(self, words: Sequence[str]) -> None:
        for chip in self.reasons:
            self._reason_group.removeButton(chip)
            self._reason_grid.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.reasons = [Chip(self.theme, word) for word in words]
        for n, chip in enumerate(self.reasons):
            self._reason_group.addButton(chip)
            self._reason_grid.addWidget(chip, n // 2, n % 2)

    @property
    def act(self) -> str:
        """What is to be done."""
        return next((act for act, chip in self.acts.items() if chip.isChecked()), "")

    @property
    def reason(self) -> str:
        """Why: own words, or the chosen ones."""
        own = self.other.text().strip()
        return own or next((chip.label for chip in self.reasons if chip.isChecked()), "")

    def _choose(self, act: str) -> None:
        self.acts[act].setChecked(True)
        needs_figure, needs_reason = act not in ROUND_OFF, act not in NO_REASON
        self.figure.setEnabled(needs_figure)
        self.keypad.setEnabled(needs_figure)
        self.figure.set_name(self.tr("Percent off") if act in PERCENT else self.tr("Price or amount"))
        for widget in (*self.reasons, self.other):
            widget.setEnabled(needs_reason)
        self.back.setVisible(act in self._asked.back)
        self.back.set_label(self.tr("Take back: {0}").format(self._asked.back.get(act, "")))

    def _act_chosen(self) -> None:
        self._choose(self.act)
        self._to_work()
        self.changed.emit()

    def _to_work(self) -> None:
        target = self.figure if self.figure.isEnabled() else self.ok
        target.setFocus()
        if target is self.figure:
            self.figure.selectAll()

    def _reason_chosen(self) -> None:
        self.other.clear()
        self._to_work()
        self.changed.emit()

    def _own_words(self) -> None:
        self._pick(-1)
        self.changed.emit()

    def _pick(self, number: int) -> None:
        """The reason of that number, -1 for none."""
        self._reason_group.setExclusive(False)
        for n, chip in enumerate(self.reasons):
            chip.setChecked(n == number)
        self._reason_group.setExclusive(True)

    def _steered(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.reasons and self.reasons[0].isEnabled():
            at = next((n for n, chip in enumerate(self.reasons) if chip.isChecked()), -1 if step > 0 else 0)
            self._pick((at + step) % len(self.reasons))
            self.other.clear()
            self.changed.emit()

    def _enter(self) -> None:
        if self.isVisible():
            self.entered.emit()

    # -- answers --------------------------------------------------------------------------------------------------

    def show_result(self, words: str, note: str, *, warns: bool = False) -> None:
        """What it comes to, and what else there is to know."""
        self.figure.set_wrong("")
        self.result.setText(words)
        self._note(note, "warn" if warns else "ink2")

    def wrong(self, words: str) -> None:
        """Why it cannot be; the hands stay where they are."""
        self.result.setText("")
        self._note(words, "bad")

    def _note(self, words: str, tone: str) -> None:
        self.note.setText(words)
        if self.note.property("tone") != tone:
            self.note.setProperty("tone", tone)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F7:
            can = [act for act in self.acts if act in self._asked.words]
            self._choose(can[(can.index(self.act) + 1) % len(can)])
            self._to_work()
            self.changed.emit()
        elif key == Qt.Key.Key_F8 and self.back.isVisible():
            self.take_back.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the fields have said so themselves
            if not (event.isAutoRepeat() or self.figure.hasFocus() or self.other.hasFocus()):
                self._enter()
        else:
            super().keyPressEvent(event)
            return
        event.accept()
