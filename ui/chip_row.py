"""Chips side by side, one of them chosen; a finger or the arrow moves them along when they do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from ui.kit.buttons import Chip, IconButton
from ui.kit.theme import Theme


class ChipRow(QWidget):
    """`chosen(number)` when a person picks one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        theme.space(self._row, (0, 0, 0, 0), 8)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._more = IconButton(theme, "chevron-right", kind="quiet")
        self._more.clicked.connect(self._along)
        outer = QHBoxLayout(self)
        theme.space(outer, (0, 0, 0, 0), 4)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._more)
        theme.fit(self._area, lambda area: area.setFixedHeight(theme.px(44)))
        self._group.idClicked.connect(self._clicked)
        # Queued: an arrow that appears while the row is being laid out would be left without any width.
        self._area.horizontalScrollBar().rangeChanged.connect(self._measure, Qt.ConnectionType.QueuedConnection)
        self.retranslate()

    def retranslate(self) -> None:
        """The arrow's name."""
        self._more.set_label(self.tr("More"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def checked(self) -> int:
        """The number of the chosen chip, -1 without one."""
        return self._group.checkedId()

    def set_words(self, words: Sequence[str], chosen: int, icons: Sequence[str] = ()) -> None:
        """Other chips; the chosen one is checked. `icons`: of each its picture, or none of any."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        while self._row.takeAt(0) is not None:
            pass
        for number, word in enumerate(words):
            chip = Chip(self._theme, word, icon=icons[number] if icons else "")
            chip.setChecked(number == chosen)
            self._group.addButton(chip, number)
            self._row.addWidget(chip)
        self._row.addStretch(1)

    def choose(self, number: int) -> None:
        """Check this chip and bring it into sight; -1: none."""
        if not 0 <= number < len(self._group.buttons()):
            self._group.setExclusive(False)
            for one in self._group.buttons():
                one.setChecked(False)
            self._group.setExclusive(True)
            return
        chip = self._group.button(number)
        chip.setChecked(True)
        self._area.ensureWidgetVisible(chip, self._theme.px(60), 0)

    def choose_next(self, step: int) -> None:
        """As by a tap, with the arrow keys of a field beside it; round and round."""
        count = len(self._group.buttons())
        if count:
            number = (self.checked + step) % count if self.checked >= 0 or step > 0 else count - 1
            self._group.button(number).setChecked(True)
            self._clicked(number)

    def _clicked(self, number: int) -> None:
        self._area.ensureWidgetVisible(self._group.button(number), self._theme.px(60), 0)
        self.chosen.emit(number)

    def _measure(self) -> None:
        self._more.setVisible(self._area.horizontalScrollBar().maximum() > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if self.checked >= 0:
            QTimer.singleShot(0, self, self._show_chosen)  # once the chips stand where they will

    def _show_chosen(self) -> None:
        chip = self._group.checkedButton()
        if chip is not None:
            self._area.ensureWidgetVisible(chip, self._theme.px(60), 0)

    def _along(self) -> None:
        bar = self._area.horizontalScrollBar()
        step = max(self._theme.px(120), self._area.width() - self._theme.px(80))
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + step)


class ReasonChips(ChipRow):
    """The usual reasons: a tap writes one into the field, where it can be typed on."""

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        super().__init__(theme)
        self._reasons: tuple[str, ...] = ()
        self.chosen.connect(lambda number: field.setText(self._reasons[number]))

    def set_reasons(self, *reasons: str) -> None:
        """Other reasons; none is chosen."""
        self._reasons = reasons
        self.set_words(reasons, -1)
