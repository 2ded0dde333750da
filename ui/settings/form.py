"""The rows of the settings: a name with a hint, and chips or a field to change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.buttons import Button, Chip
from ui.kit.fields import Field
from ui.kit.theme import Theme
from ui.kit.tokens import TARGET


class Choice(QWidget):
    """Chips, one of them checked; `picked(value)` when a person takes another."""

    picked = Signal(str)

    def __init__(self, theme: Theme, values: Sequence[str], *, a_row: int = 9) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips = {value: Chip(theme) for value in values}
        rows = QGridLayout(self)
        theme.space(rows, (0, 0, 0, 0), 8)
        for number, chip in enumerate(self.chips.values()):
            self._group.addButton(chip)
            chip.clicked.connect(self._clicked)
            rows.addWidget(chip, number // a_row, number % a_row)
        rows.setColumnStretch(a_row, 1)
        many = -(-len(self.chips) // a_row)
        theme.fit(self, lambda w: w.setMinimumHeight(theme.px(TARGET * many + 8 * (many - 1))))

    def set_words(self, *words: str) -> None:
        """The chips' words, in the order of the values."""
        for chip, text in zip(self.chips.values(), words, strict=True):
            chip.set_label(text)

    def show_value(self, value: str) -> None:
        """Which one holds."""
        for known, chip in self.chips.items():
            chip.setChecked(known == value)

    @property
    def value(self) -> str:
        """The one checked."""
        return next((value for value, chip in self.chips.items() if chip.isChecked()), "")

    def _clicked(self) -> None:
        self.picked.emit(self.value)


class Entry(QWidget):
    """A field with a key beside it; `entered(text)` on Enter or tap."""

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = Field(theme, input_method=False)
        self.use = Button(theme, key="Enter")
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 8)
        row.addWidget(self.field, 1)
        row.addWidget(self.use)
        self.field.returnPressed.connect(self._enter)
        self.use.clicked.connect(self._enter)

    def _enter(self) -> None:
        self.entered.emit(self.field.text())


class Section(QFrame):
    """A card with a title and rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "card")
        self.title = QLabel()
        self.title.setProperty("type", "panel")
        self._lines: list[QBoxLayout] = []
        self._names: dict[str, tuple[QLabel, QLabel]] = {}
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        theme.space(self._column, (24, 18, 24, 18), 12)
        self._column.addWidget(self.title)

    def add_row(self, name: str, control: QWidget) -> None:
        """A name, its hint, and what changes it."""
        row, words = QWidget(), QVBoxLayout()
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        self._lines.append(line)
        self._theme.space(line, (0, 0, 0, 0), 8)
        self._theme.space(words, (0, 0, 0, 0), 0)
        label, hint = QLabel(), QLabel()
        label.setProperty("type", "strong")
        hint.setProperty("type", "second")
        hint.setProperty("tone", "ink3")
        for part in (label, hint):
            part.setWordWrap(True)
            words.addWidget(part)
        line.addLayout(words, 4)
        line.addWidget(control, 6)
        self._names[name] = (label, hint)
        self._rows[name] = row
        self._column.addWidget(row)

    def show_row(self, name: str, shown: bool) -> None:
        """A row that only makes sense with another setting."""
        self._rows[name].setVisible(shown)

    def add(self, widget: QWidget) -> None:
        """Something without a name."""
        self._column.addWidget(widget)

    def end(self) -> None:
        """No more rows."""
        self._column.addStretch(1)

    def set_row(self, name: str, words: str, hint: str = "") -> None:
        """What the row is called."""
        label, small = self._names[name]
        label.setText(words)
        small.setText(hint)
        small.setVisible(bool(hint))

    def set_narrow(self, narrow: bool) -> None:
        """Little width: what changes a setting stands under its name."""
        ways = QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
