"""The look of practice: a frame around the whole window and a band above it, which also leads out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE

WIDTH = 6


class TrainingFrame(QWidget):
    """Lies over everything, catches nothing."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        side, painter, area = self._theme.px(WIDTH), QPainter(self), self.rect()
        for edge in (
            QRect(0, 0, area.width(), side),
            QRect(0, area.height() - side, area.width(), side),
            QRect(0, 0, side, area.height()),
            QRect(area.width() - side, 0, side, area.height()),
        ):
            painter.fillRect(edge, QColor(PALETTE.warn))
        painter.end()


class TrainingBand(QFrame):
    """Says on every page that nothing counts; `Ctrl+Shift+E` or a tap ends it."""

    def __init__(self, theme: Theme, window: QMainWindow, end: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "training")
        self._words = QLabel()
        self._words.setProperty("type", "strong")
        self._words.setWordWrap(True)
        self._end = QAction(window)
        self._end.setShortcut(QKeySequence("Ctrl+Shift+E"))
        self._end.triggered.connect(end)
        window.addAction(self._end)
        self.end = Button(theme)
        self.end.follow(self._end)
        row = QHBoxLayout(self)
        theme.space(row, (18, 6, 14, 6), 12)
        row.addWidget(self._words, 1)
        row.addWidget(self.end)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._words.setText(self.tr("TRAINING · nothing here counts: no books, no drawer, no real customers"))
        self._end.setText(self.tr("End training"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def mark_as_training(theme: Theme, window: QMainWindow, canvas: QWidget, column: QVBoxLayout) -> TrainingBand:
    """Frame and band of a window of practice; the band's end closes it."""
    TrainingFrame(theme, canvas)
    band = TrainingBand(theme, window, window.close)
    column.insertWidget(0, band)
    return band
