"""A receipt on screen as it is on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from ui.controls import Picture
from ui.kit.painted_view import touch_scrolling
from ui.kit.theme import Theme

WIDEST = 420
"""Of the paper on screen, in token pixels: about its real width at arm's length."""

EDGE = 24
"""Dots of white around what is printed."""


class PaperView(QScrollArea):
    """Scrolls by finger, wheel and keys; a screen reader gets the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture: QImage | None = None
        self.paper = QLabel()
        self.paper.setWordWrap(True)
        self.paper.setProperty("tone", "ink3")
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("look", "paper")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        touch_scrolling(self.viewport())
        theme.changed.connect(self._draw)

    def show_words(self, words: str) -> None:
        """No paper, but a sentence."""
        self._picture = None
        self.paper.setPixmap(QPixmap())
        self.paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paper.setText(words)
        self.setAccessibleName(words)

    def show_paper(self, picture: Picture) -> None:
        """The dots of the printer, scaled to the screen."""
        image = QImage(picture.dots, picture.width, picture.height, picture.width // 8, QImage.Format.Format_Mono)
        image.setColorTable([0xFFFFFFFF, 0xFF1B1A18])
        self._picture = _with_edge(image)
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("\n".join(picture.lines))
        self.verticalScrollBar().setValue(0)
        self._draw()

    def _draw(self) -> None:
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        width = min(self._theme.px(WIDEST), self.viewport().width() - self._theme.px(8))
        drawn = self._picture.scaledToWidth(max(1, round(width * ratio)), Qt.TransformationMode.SmoothTransformation)
        drawn.setDevicePixelRatio(ratio)
        self.paper.setPixmap(QPixmap.fromImage(drawn))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


def _with_edge(image: QImage) -> QImage:
    """The paper is a little wider and longer than what is printed on it."""
    paper = QImage(image.width() + 2 * EDGE, image.height() + 2 * EDGE, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(EDGE, EDGE, image)
    painter.end()
    return paper
