"""The ways of paying beside cash and card, as chips: one row of WAYS is all that another needs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QScrollArea, QWidget

from posapp.domain.tender import TenderType
from ui.kit.buttons import Chip, IconButton
from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Way:
    """A tender, its picture and key; `of_member`: only where a member is attached; `secret`: what is typed beside the
    amount is not for other eyes."""

    name: TenderType
    icon: str
    key: str
    of_member: bool = False
    secret: bool = False


WAYS: Final = (
    Way("gift_card", "gift", "Alt+G"),
    Way("voucher", "tag", "Alt+V"),
    Way("stored_value", "user-round", "Alt+S", of_member=True, secret=True),
    Way("points", "gem", "Alt+P", of_member=True, secret=True),
)
BY_NAME: Final[Mapping[str, Way]] = {way.name: way for way in WAYS}


class WayRow(QWidget):
    """Their chips; the keys stand on them."""

    def __init__(self, theme: Theme, group: QButtonGroup, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._theme = theme
        self.chips: dict[str, Chip] = {}
        self._words: Mapping[str, str] = {}
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 8)
        for way in WAYS:
            chip = Chip(theme, icon=way.icon)
            chip.set_key(way.key)
            chip.clicked.connect(lambda _on=False, name=way.name: choose(name))
            group.addButton(chip)
            row.addWidget(chip)
            self.chips[way.name] = chip
        row.addStretch(1)

    def set_words(self, words: Mapping[str, str]) -> None:
        """What the tenders are called."""
        self._words = words
        self.label()

    def show_ways(self, member: bool, points: bool, *, topup: bool = False) -> None:
        """Whether a member is attached, and whether the shop has points; none of them pays for a top-up."""
        for way in WAYS:
            fits = not way.of_member or (member and (points or way.name != "points"))
            self.chips[way.name].setVisible(fits and not topup)

    @property
    def wanted(self) -> int:
        """How wide they are now."""
        shown = [chip.sizeHint().width() + self._theme.px(8) for chip in self.chips.values() if not chip.isHidden()]
        return sum(shown)

    @property
    def chosen(self) -> str:
        """The tender whose chip is checked, or ""."""
        return next((name for name, chip in self.chips.items() if chip.isChecked()), "")

    def label(self, *, with_icons: bool = True) -> None:
        """The words; pictures where they fit."""
        for way in WAYS:
            self.chips[way.name].set_icon(way.icon if with_icons else "")
            self.chips[way.name].set_label(self._words.get(way.name, ""))


class WaysArea(QWidget):
    """All chips: in two rows, or where height is short in one, which a finger or the arrow moves along."""

    def __init__(self, theme: Theme, first: Sequence[Chip], more: WayRow) -> None:
        super().__init__()
        self._theme, self._more, self._short = theme, more, False
        self._first = [(chip, chip.icon_name) for chip in first]
        inside, row = QWidget(), QHBoxLayout()
        theme.space(row, (0, 0, 0, 0), 8)
        for chip in first:
            row.addWidget(chip)
        row.addStretch(1)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        theme.space(self._rows, (0, 0, 0, 0), 8)
        self._rows.addLayout(row)
        self._rows.addWidget(more)
        self._place = QScrollArea()
        self._place.setFrameShape(QScrollArea.Shape.NoFrame)
        self._place.setWidgetResizable(True)
        for bars in (self._place.setHorizontalScrollBarPolicy, self._place.setVerticalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._along = IconButton(theme, "chevron-right", kind="quiet")
        self._along.clicked.connect(self._move)
        outer = QHBoxLayout(self)
        theme.space(outer, (0, 0, 0, 0), 4)
        outer.addWidget(self._place, 1)
        outer.addWidget(self._along)
        # Not at once: an arrow that appears while the row is being laid out would be left without any width.
        self._place.horizontalScrollBar().rangeChanged.connect(self.measure, Qt.ConnectionType.QueuedConnection)
        theme.fit(self, lambda _area: self.measure())
        self.retranslate()

    def retranslate(self) -> None:
        """The arrow's name."""
        self._along.set_label(self.tr("More"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @property
    def moves(self) -> bool:
        """Whether there are more than fit, and an arrow that moves them along."""
        return self._along.isVisible()

    def set_short(self, short: bool) -> None:
        """Little height: one row."""
        self._short = short
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.LeftToRight if short else directions.TopToBottom)
        self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def show_chosen(self, chip: Chip) -> None:
        """What was chosen by its key is in sight."""
        self._place.ensureWidgetVisible(chip, self._theme.px(60), 0)

    def measure(self) -> None:
        """What fits is shown."""
        px, bar = self._theme.px, self._place.horizontalScrollBar()
        self._place.setFixedHeight(px(44) if self._short else px(96))
        self._along.setVisible(bar.maximum() > 0)
        for icons in (True, False):
            for chip, icon in self._first:
                chip.set_icon(icon if icons else "")
            shown = [chip.sizeHint().width() + px(8) for chip, _ in self._first if not chip.isHidden()]
            if sum(shown) <= self.width():
                break
        self._more.label()
        if not self._short and self._more.wanted > self.width():
            self._more.label(with_icons=False)

    def _move(self) -> None:
        bar = self._place.horizontalScrollBar()
        step = max(self._theme.px(120), self._place.width() - self._theme.px(80))
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + step)
