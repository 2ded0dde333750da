"""The two painted strips around the basket: what was scanned last, large, and what is to be paid."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.checkout.model import LastScan, Totals
from ui.kit import paint
from ui.kit.status import announce
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS, TYPES, state_pair


class LastStrip(QWidget):
    """Name and amount of the last scan, readable at arm's length; a refusal stands here in red."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._last: LastScan | None = None
        self._hint = self._words = ""
        self.lines: list[str] = []
        """The sentence as it was painted last."""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, _again)

    @property
    def words(self) -> str:
        """What it says."""
        last = self._last
        return " ".join((last.name, last.detail, last.amount)).strip() if last else self._words or self._hint

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window every line of height is the list's; only a refusal still takes its place."""
        self._narrow = narrow
        self._name()

    def set_hint(self, hint: str) -> None:
        """What stands here before the first scan."""
        self._hint = hint
        self._name()

    def show_scan(self, last: LastScan | None) -> None:
        """Another last scan; None: a new basket begins."""
        self._last, self._words = last, ""
        self._name()
        if last is not None and not last.good:
            announce(self, last.name, urgent=True)

    def show_words(self, words: str) -> None:
        """What has just happened to the basket."""
        self._last, self._words = None, words
        self._name()
        announce(self, words)

    def _name(self) -> None:
        self.setAccessibleName(self.words)
        self.setVisible(not self._narrow or (self._last is not None and not self._last.good))
        if self.sizeHint().height() != self.height():
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Always as high, but for a refusal that is too long for it: what went wrong is never cut off."""
        px, last = self._theme.px, self._last
        height = px(56)
        if last is not None and not last.good:
            font = QFont(self._theme.font("name"))
            font.setPixelSize(px(TYPES["note"].size))
            lines = paint.broken(last.name, font, max(px(100), self.width() - px(62)))
            height = max(height, len(lines) * QFontMetrics(font).lineSpacing() + px(4))
        return QSize(px(200), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self._theme, self._theme.px, self.rect()
        painter = QPainter(self)
        last = self._last
        if last is None:
            paint.box(painter, area, px(RADIUS["field"]), PALETTE.sunken, PALETTE.line)
            self._sentence(painter, self.words, area.adjusted(px(14), 0, -px(14), 0), PALETTE.ink2)
            painter.end()
            return
        ink, tint = state_pair("good" if last.good else "bad")
        paint.box(painter, area, px(RADIUS["field"]), tint)
        left, right = area.left() + px(14), area.right() - px(14)
        if not last.good:
            paint.icon(painter, theme, "octagon-alert", 24, ink, QPointF(left + px(12), area.height() / 2))
            left += px(34)
        right -= self._figure(painter, last.amount, QRect(left, 0, right - left, area.height()))
        if last.detail:
            right -= self._figure(painter, last.detail, QRect(left, 0, right - left, area.height()), "name") + px(4)
        self._sentence(painter, last.name, QRect(left, 0, right - left, area.height()), ink)
        painter.end()

    def _figure(self, painter: QPainter, words: str, room: QRect, kind: str = "due") -> int:
        """Right aligned; returns the width used."""
        if not words:
            return 0
        painter.setFont(self._theme.font(kind, numbers=True))
        paint.text(painter, room, paint.RIGHT, words, PALETTE.ink if kind == "due" else PALETTE.ink2)
        return self._theme.metrics(kind, numbers=True).horizontalAdvance(words) + self._theme.px(12)

    def _sentence(self, painter: QPainter, words: str, room: QRect, ink: str) -> None:
        """One large line if it fits, else smaller ones."""
        font, self.lines = self._theme.font("page"), [words]
        if self._theme.metrics("page").horizontalAdvance(words) > room.width():
            font, self.lines = self._smaller(words, room)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, paint.LEFT, "\n".join(self.lines))

    def _smaller(self, words: str, room: QRect) -> tuple[QFont, list[str]]:
        """The font and the lines in which a long sentence has room."""
        font, least = QFont(self._theme.font("name")), self._theme.px(TYPES["meta"].size)
        while True:
            lines, height = paint.broken(words, font, room.width()), QFontMetrics(font).lineSpacing()
            if len(lines) * height <= room.height() or font.pixelSize() <= least:
                break
            font.setPixelSize(font.pixelSize() - 1)
        most = max(1, room.height() // height)
        if len(lines) > most:
            rest = "".join(lines[most - 1 :])
            lines[most - 1 :] = [QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, room.width())]
        return font, lines


class TotalsStrip(QWidget):
    """Units, subtotal and discounts small, the amount due large. `asked` on a tap: why is it that?"""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._totals = Totals()
        self._words = ("", "", "")
        self._units = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.fit(self, _again)

    @property
    def words(self) -> str:
        """What it says."""
        subtotal, discounts, due = self._words
        totals = self._totals
        parts = [self._units, f"{subtotal} {totals.gross}"]
        parts += [f"{discounts} {totals.discount}"] if totals.discount else []
        return ", ".join([*parts, f"{due} {totals.due}"])

    def set_words(self, subtotal: str, discounts: str, due: str) -> None:
        """What the sums are called."""
        self._words = (subtotal, discounts, due)
        self.show_totals(self._totals, self._units)

    def show_totals(self, totals: Totals, units: str) -> None:
        """Other sums; `units` are counted goods in words."""
        self._totals, self._units = totals, units
        self.setAccessibleName(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, area = self._theme, self._theme.px, self.rect()
        subtotal, discounts, due = self._words
        totals = self._totals
        painter = QPainter(self)
        left = QRect(area.left() + px(4), area.top(), area.width() // 2, area.height())
        lines = [(self._units, PALETTE.ink2)]
        if totals.discount:
            lines.append((f"{subtotal} {totals.gross}", PALETTE.ink2))
            lines.append((f"{discounts} {totals.discount}", PALETTE.bad))
        painter.setFont(theme.font("second", numbers=True))
        height = px(20)
        top = area.top() + (area.height() - height * len(lines)) // 2
        width = 0
        for words, ink in lines:
            paint.text(painter, QRect(left.left(), top, area.width(), height), paint.LEFT, words, ink)
            wide = theme.metrics("second", numbers=True).horizontalAdvance(words)
            if ink == PALETTE.bad:  # why is it that? a tap tells
                paint.icon(painter, theme, "info", 16, ink, QPointF(left.left() + wide + px(14), top + height / 2))
                wide += px(24)
            width = max(width, wide)
            top += height
        room = QRect(left.left() + width + px(10), area.top(), area.width() - width - px(18), area.height())
        self._due(painter, due, totals.due, room)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def _due(self, painter: QPainter, name: str, amount: str, room: QRect) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("second"))
        paint.text(
            painter, QRect(room.left(), room.top() + px(4), room.width(), px(18)), paint.RIGHT, name, PALETTE.ink2
        )
        font = QFont(theme.font("due", numbers=True))
        while font.pixelSize() > px(14) and QFontMetrics(font).horizontalAdvance(amount) > room.width():
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        paint.text(
            painter, QRect(room.left(), room.top() + px(20), room.width(), px(42)), paint.RIGHT, amount, PALETTE.ink
        )


def _again(widget: QWidget) -> None:
    widget.updateGeometry()
    widget.update()
