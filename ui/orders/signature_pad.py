"""A pad to sign on with a finger, a pen or the mouse; by keyboard nobody signs, so it is never needed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import paint
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS

MOST_POINTS: Final = 2_000
"""A signature has some hundred; more is a hand that lies on the screen."""
WIDE: Final = 1_000
"""Points are kept in thousandths of the pad's width, so that any screen shows them again."""


class SignaturePad(QWidget):
    """`text()` are the strokes: "x,y x,y; x,y …"."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[QPointF]] = []
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        theme.fit(self, lambda pad: pad.updateGeometry())
        self.retranslate()

    def retranslate(self) -> None:
        self._hint = self.tr("Sign here")
        self.setAccessibleName(self._hint)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(96))

    def clear(self) -> None:
        """A clean pad."""
        self._strokes = []
        self.update()
        self.changed.emit()

    def text(self) -> str:
        """What was drawn; "" where nothing was."""
        wide = max(1, self.width())
        strokes = ([(int(p.x() * WIDE / wide), int(p.y() * WIDE / wide)) for p in stroke] for stroke in self._strokes)
        return "; ".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in strokes if len(stroke) > 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._strokes.append([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and sum(map(len, self._strokes)) < MOST_POINTS:
            self._strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = self._theme.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.box(painter, self.rect(), px(RADIUS["field"]), PALETTE.neutral_tint, PALETTE.outline)
        if not self._strokes:
            painter.setFont(self._theme.font("meta"))
            paint.text(painter, self.rect(), paint.CENTRE, self._hint, PALETTE.ink3)
        painter.setPen(QPen(Qt.GlobalColor.black, px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for stroke in self._strokes:
            painter.drawPolyline(QPolygonF(stroke))
        painter.end()
