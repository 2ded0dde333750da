"""Figures side by side, each with its name above and what is beside it below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS

HEIGHT: Final = 70
GAP: Final = 8
LEAST: Final = 11
"""Pixels of type below which figures are cut rather than shrunk."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words; `brief`: what stands beside it where there is no room for all of that."""

    name: str
    value: str
    beside: str = ""
    brief: str = ""


class FigureStrip(QWidget):
    """Painted as one: a page of them costs one paint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures: tuple[Shown, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, FigureStrip._measure)

    @property
    def figures(self) -> tuple[Shown, ...]:
        return self._figures

    def say(self, figures: Sequence[Shown]) -> None:
        """Other figures."""
        self._figures = tuple(figures)
        spoken = (f"{one.name}: {one.value} {one.beside}".strip() for one in self._figures)
        self.setAccessibleName(". ".join(spoken))
        self.setToolTip("\n".join(f"{one.name}: {one.value} {one.beside}".strip() for one in self._figures))
        self.update()

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px, count = QPainter(self), self._theme.px, max(1, len(self._figures))
        wide = (self.width() - px(GAP) * (count - 1)) / count
        for number, one in enumerate(self._figures):
            left = round(number * (wide + px(GAP)))
            self._paint(painter, one, QRect(left, 0, round(wide), self.height()))
        painter.end()

    def _paint(self, painter: QPainter, one: Shown, area: QRect) -> None:
        theme, px = self._theme, self._theme.px
        paint.box(painter, area, px(RADIUS["button"]), PALETTE.sunken, PALETTE.line)
        inside = area.adjusted(px(12), px(7), -px(8), -px(7))
        upper, lower = QRect(inside), QRect(inside)
        upper.setHeight(px(17))
        lower.setTop(lower.bottom() - px(16))
        self._line(painter, upper, "second", one.name, PALETTE.ink2)
        value = QRect(inside.left(), upper.bottom(), inside.width(), lower.top() - upper.bottom())
        if not one.beside:
            value.setBottom(inside.bottom())
        painter.setFont(paint.shrunk(theme.font("page", numbers=True), one.value, value.width(), px(LEAST)))
        paint.text(painter, value, paint.LEFT, one.value, PALETTE.ink)
        room = theme.metrics("meta", numbers=True).horizontalAdvance(one.beside) <= lower.width()
        beside = one.beside if room else one.brief or one.beside
        self._line(painter, lower.adjusted(0, 0, px(6), 0), "meta", beside, PALETTE.ink3)

    def _line(self, painter: QPainter, area: QRect, font: str, words: str, ink: str) -> None:
        plain = self._theme.font(font, numbers=True)
        painter.setFont(paint.shrunk(plain, words, area.width(), self._theme.px(LEAST)))
        metrics = painter.fontMetrics()
        paint.text(painter, area, paint.LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()), ink)
