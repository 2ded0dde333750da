"""Words about how things stand: status pills, the red line that must be dealt with, short notices, a progress line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import paint
from ui.kit.buttons import Button, IconButton
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TARGET, State, state_pair

ICONS: Final[dict[State, str]] = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-alert",
    "neutral": "info",
}


WRAPS: Final = paint.LEFT | int(Qt.TextFlag.TextWordWrap)


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say words that appeared by themselves."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # of a hundred roles: not for the first paint

    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)


class StatusPill(QWidget):
    """A state as icon and words, for instance "synced 14:02"."""

    def __init__(self, theme: Theme, state: State = "neutral", words: str = "", *, icon: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._state: State = state
        self._words = words
        self._icon = icon
        self._short = ""
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        theme.fit(self, _grown)

    @property
    def words(self) -> str:
        return self._words

    @property
    def state(self) -> State:
        return self._state

    def set(self, state: State, words: str, *, icon: str = "", short: str = "") -> None:
        """`short` is painted instead of the words where the pill is told to `be_brief`."""
        if (state, words, icon, short) != (self._state, self._words, self._icon, self._short):
            self._state, self._words, self._icon, self._short = state, words, icon, short
            self.setAccessibleName(words)
            self.setToolTip(words)
            _grown(self)

    def be_brief(self, brief: bool) -> None:
        """Little room: paint the short words. The whole ones stay its name and its tooltip."""
        if brief != self._brief:
            self._brief = brief
            _grown(self)

    @property
    def painted_words(self) -> str:
        return self._short if self._brief and self._short else self._words

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = self._theme.metrics("key", numbers=True).horizontalAdvance(self.painted_words)
        return QSize(px(10 + 16 + 6 + 12) + words, px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(72), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self._theme, self._theme.px, self.rect()
        ink, tint = state_pair(self._state)
        painter = QPainter(self)
        paint.box(painter, area, area.height() / 2, tint)
        paint.icon(painter, theme, self._icon or ICONS[self._state], 16, ink, QPointF(px(18), area.height() / 2))
        painter.setFont(theme.font("key", numbers=True))
        room = QRect(px(32), 0, area.width() - px(42), area.height())
        words = theme.metrics("key", numbers=True).elidedText(
            self.painted_words, Qt.TextElideMode.ElideRight, room.width()
        )
        paint.text(painter, room, paint.LEFT, words, ink)
        painter.end()


def _grown(widget: QWidget) -> None:
    widget.updateGeometry()
    widget.update()


class Banner(QWidget):
    """A line across the panel that stays until it is dealt with. `acted` and `dismissed` are the two ways out.

    A `band` goes from edge to edge of the window.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, *, band: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._corner = 0 if band else RADIUS["field"]
        self._state: State = "bad"
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("type", "strong")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = Button(theme)
        self._close = IconButton(theme, "x", kind="quiet")
        layout = QHBoxLayout(self)
        theme.space(layout, (44, 4, 6, 4), 8)
        for part in (self._words, self._action, self._close):
            layout.addWidget(part)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.dismissed)
        theme.fit(self, Banner._measure)
        self.retranslate()
        self.hide()

    def _measure(self) -> None:
        self.setMinimumHeight(self._theme.px(TARGET + 8))

    def retranslate(self) -> None:
        self._close.set_label(self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def words(self) -> str:
        return self._words.text()

    def take_keys(self) -> None:
        """Its key takes the keyboard."""
        self._action.setFocus()

    def show_words(self, state: State, words: str, *, action: str = "", key: str = "", closes: bool = True) -> None:
        """Show a sentence, perhaps with one thing to do about it and its key."""
        self._state = state
        self._words.setText(words)
        self._words.setProperty("tone", state if state != "neutral" else "ink2")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._action.setVisible(bool(action))
        self._action.set_label(action)
        self._action.set_key(key)
        self._close.setVisible(closes)
        self.setAccessibleName(words)
        self.setVisible(True)
        self.update()
        announce(self, words, urgent=state == "bad")

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        ink, tint = state_pair(self._state)
        painter = QPainter(self)
        paint.box(painter, self.rect(), px(self._corner), tint)
        paint.icon(painter, self._theme, ICONS[self._state], 20, ink, QPointF(px(24), self.height() / 2))
        painter.end()


class Notice(QWidget):
    """A short message in its own place that goes away by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: State = "neutral"
        self._words = ""
        self._said_in = QLocale()
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.clear)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, _grown)

    @property
    def words(self) -> str:
        return self._words

    def changeEvent(self, event: QEvent) -> None:
        """A message of the moment goes when the language becomes another; what is still so is said again."""
        if event.type() == QEvent.Type.LanguageChange and self._said_in != QLocale():
            self.clear()
        super().changeEvent(event)

    def say(self, state: State, words: str, seconds: float = 4) -> None:
        self._state, self._words, self._said_in = state, words, QLocale()
        self.setAccessibleName(words)
        self._end.start(int(seconds * 1000))
        _grown(self)
        announce(self, words, urgent=state == "bad")

    def clear(self) -> None:
        self._words = ""
        self.setAccessibleName("")
        _grown(self)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.height_at(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(72), self.sizeHint().height())

    def height_at(self, width: int) -> int:
        """One line, or as many as the words need: what went wrong is never cut off."""
        px = self._theme.px
        metrics = self._theme.metrics("strong", numbers=True)
        if not self._words or metrics.horizontalAdvance(self._words) + px(50) <= width:
            return px(32)
        return px(12) + metrics.boundingRect(QRect(0, 0, width - px(48), px(600)), WRAPS, self._words).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words:
            return
        theme, px, area = self._theme, self._theme.px, self.rect()
        ink, tint = state_pair(self._state)
        metrics = theme.metrics("strong", numbers=True)
        width = min(area.width(), metrics.horizontalAdvance(self._words) + px(50))
        pill = QRect(0, 0, width, area.height())
        painter = QPainter(self)
        paint.box(painter, pill, px(RADIUS["button"]), tint)
        paint.icon(painter, theme, ICONS[self._state], 18, ink, QPointF(px(20), area.height() / 2))
        painter.setFont(theme.font("strong", numbers=True))
        paint.text(painter, pill.adjusted(px(36), 0, -px(12), 0), WRAPS, self._words, ink)
        painter.end()


class ProgressLine(QWidget):
    """What is going on, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fraction: float | None = None
        self._words = QLabel()
        self._words.setProperty("type", "second")
        self._words.setProperty("tone", "ink2")
        self._bar = _Bar(theme)
        self._cancel = Button(theme, icon="x")
        row = QHBoxLayout(self)
        theme.space(row, (0, 0, 0, 0), 12)
        column = QVBoxLayout()
        theme.space(column, (0, 0, 0, 0), 6)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
        self._cancel.clicked.connect(self.cancelled)
        self.retranslate()

    def retranslate(self) -> None:
        self._cancel.set_label(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_progress(self, words: str, fraction: float | None = None, *, stops: bool = True) -> None:
        """`fraction` 0..1, or None while it is unknown."""
        self._words.setText(words)
        self._bar.set_fraction(fraction)
        self._cancel.setVisible(stops)
        self.setAccessibleName(words if fraction is None else f"{words} {fraction:.0%}")


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fraction: float | None = None
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(80)
        self._timer.timeout.connect(self._move)
        theme.fit(self, _Bar._measure)

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px(6))

    def set_fraction(self, fraction: float | None) -> None:
        self._fraction = fraction
        if fraction is None and self.isVisible():
            self._timer.start()
        elif fraction is not None:
            self._timer.stop()
        self.update()

    def _move(self) -> None:
        if not self.isVisible() or self._fraction is not None:
            self._timer.stop()
        self._step = (self._step + 1) % 30
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        area, radius = self.rect(), self.height() / 2
        painter = QPainter(self)
        paint.box(painter, area, radius, PALETTE.line)
        if self._fraction is None:
            part = QRect(int((area.width() * 0.7) * self._step / 30), 0, int(area.width() * 0.3), area.height())
        else:
            part = QRect(0, 0, int(area.width() * min(max(self._fraction, 0), 1)), area.height())
        if part.width() > 0:
            paint.box(painter, part, radius, PALETTE.accent)
        painter.end()
