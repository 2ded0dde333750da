"""Scrolling by finger or mouse: the list follows the hand and glides on a little when let go."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation
from PySide6.QtWidgets import QScrollBar

SLOP: Final = 10  # token pixels a finger may tremble in a tap
GLIDE_MS: Final = 500
FRESH_MS: Final = 60  # a hand that rested this long before letting go wants no glide
SLOWEST: Final = 0.25  # pixels a ms


class Drag:
    """One drag after the other over a scroll bar. Times are the events' own stamps in ms."""

    def __init__(self, bar: QScrollBar, owner: QObject) -> None:
        self._bar = bar
        self._glide = QPropertyAnimation(bar, b"value", owner)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._start = 0.0
        self._value = 0
        self._moving = False
        self._trail: list[tuple[int, float]] = []

    def begin(self, y: float, at: int) -> bool:
        """A hand goes down; tells whether it stopped a glide (then it is no tap)."""
        gliding = self._glide.state() == QPropertyAnimation.State.Running
        self._glide.stop()
        self._start, self._value, self._moving = y, self._bar.value(), False
        self._trail = [(at, y)]
        return gliding

    def move(self, y: float, at: int, slop: int) -> bool:
        """The hand moves; tells whether this is a drag by now."""
        if not self._moving and abs(y - self._start) > slop:
            self._moving = True
            self._start = y  # begins here, or the list would jump by the slop
        if self._moving:
            self._bar.setValue(self._value + round(self._start - y))
            self._trail = [point for point in self._trail if at - point[0] <= 2 * FRESH_MS]
            self._trail.append((at, y))
        return self._moving

    def end(self, at: int) -> None:
        """The hand lets go; the list glides on as fast as the hand was last."""
        if not self._moving or len(self._trail) < 2 or at - self._trail[-1][0] > FRESH_MS:
            return
        (first, y0), (last, y1) = self._trail[0], self._trail[-1]
        speed = (y0 - y1) / max(1, last - first)
        if abs(speed) < SLOWEST:
            return
        # OutCubic starts three times as fast as its mean: with this way it starts at the hand's speed.
        way = round(speed * GLIDE_MS / 3)
        self._glide.setStartValue(self._bar.value())
        self._glide.setEndValue(min(max(self._bar.value() + way, 0), self._bar.maximum()))
        self._glide.start()
