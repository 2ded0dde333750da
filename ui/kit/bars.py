"""Small charts that are drawn from whole numbers: bars by hour beside those of before, and shares as rows.

A plotting library would bring numbers with a point, a second and sixty megabytes for what is three dozen rectangles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint
from ui.kit.status import announce
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TINTS

BEFORE: Final = PALETTE.outline
ROW: Final = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One of them: what stands below it, its size and that of before, and both in words."""

    label: str
    size: int
    before: int
    words: str


class PairBars(QWidget):
    """Bars side by side, each with that of before behind it; arrows or a finger choose one, which says its figures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.bars: Sequence[Bar] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.fit(self, QWidget.updateGeometry)

    def show_bars(self, name: str, bars: Sequence[Bar], current: int = -1) -> None:
        """Other bars; `name` is what a screen reader calls the chart, with all of it."""
        self.bars, self.current = bars, current
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(bar.words for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(150))

    def _area(self) -> QRect:
        px = self._theme.px
        return self.rect().adjusted(px(4), px(26), -px(4), -px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px, area = QPainter(self), self._theme, self._theme.px, self._area()
        most = max([1, *(max(bar.size, bar.before) for bar in self.bars)])
        painter.fillRect(QRect(area.left(), area.bottom() + 1, area.width(), 1), PALETTE.outline)
        painter.setFont(theme.font("meta", numbers=True))
        step = area.width() // len(self.bars) if self.bars else 0
        every = max(1, -(-px(34) // step)) if step else 1
        for number, bar in enumerate(self.bars):
            left = area.left() + number * step
            if number == self.current:
                paint.box(painter, QRect(left, area.top(), step, area.height()), px(4), PALETTE.accent_soft)
            self._paint_bar(painter, QRect(left, area.top(), step, area.height()), bar, most)
            if number % every == 0:
                below = QRect(left - px(10), area.bottom() + px(4), step + px(20), px(18))
                paint.text(painter, below, paint.CENTRE, bar.label, PALETTE.ink3)
        if 0 <= self.current < len(self.bars):
            painter.setFont(theme.font("note"))
            head = QRect(0, 0, self.width(), px(24))
            words = theme.metrics("note").elidedText(
                self.bars[self.current].words, Qt.TextElideMode.ElideRight, head.width()
            )
            paint.text(painter, head, paint.LEFT, words, PALETTE.ink)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), px(RADIUS["button"]))
        painter.end()

    def _paint_bar(self, painter: QPainter, slot: QRect, bar: Bar, most: int) -> None:
        px, wide = self._theme.px, max(2, slot.width() * 7 // 10)
        left = slot.left() + (slot.width() - wide) // 2
        for size, colour, inset in ((bar.before, BEFORE, 0), (bar.size, PALETTE.accent, wide // 5)):
            high = max(0, size) * slot.height() // most
            if high:
                box = QRect(left + inset, slot.bottom() + 1 - high, wide - 2 * inset, high)
                paint.box(painter, box, min(px(3), box.width() // 2), colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.bars:
            event.ignore()
            return
        self._choose(min(max(self.current + step, 0), len(self.bars) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        area = self._area()
        step = area.width() // len(self.bars) if self.bars else 0
        if step:
            self._choose(min(max((int(event.position().x()) - area.left()) // step, 0), len(self.bars) - 1))

    def _choose(self, number: int) -> None:
        self.current = number
        announce(self, self.bars[number].words)
        self.update()


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its name, size, and what stands at the right."""

    name: str
    size: int
    words: str


class ShareBars(QWidget):
    """Rows of a name, its figure, and a bar as long as its share; the largest first, as they are given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shares: Sequence[Share] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.fit(self, QWidget.updateGeometry)

    def show_shares(self, name: str, shares: Sequence[Share]) -> None:
        """Other parts; `name` is what a screen reader calls the chart, with all of it."""
        self.shares = shares
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{share.name} {share.words}" for share in shares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self._theme.px(ROW) * max(1, len(self.shares)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        whole = max([1, *(share.size for share in self.shares)])
        for number, share in enumerate(self.shares):
            row = QRect(0, number * px(ROW), self.width(), px(ROW))
            upper = row.adjusted(0, 0, 0, -px(12))
            painter.setFont(theme.font("second", numbers=True))
            metrics = theme.metrics("second", numbers=True)
            taken = metrics.horizontalAdvance(share.words) + px(10)
            name = metrics.elidedText(share.name, Qt.TextElideMode.ElideRight, row.width() - taken)
            paint.text(painter, upper, paint.LEFT, name, PALETTE.ink)
            paint.text(painter, upper, paint.RIGHT, share.words, PALETTE.ink2)
            line = QRect(0, row.bottom() - px(9), row.width(), px(6))
            paint.box(painter, line, px(3), PALETTE.neutral_tint)
            long = max(0, share.size) * line.width() // whole
            if long:
                ink = TINTS[number % len(TINTS)][2]
                paint.box(painter, QRect(0, line.top(), max(long, px(6)), line.height()), px(3), ink)
        painter.end()
