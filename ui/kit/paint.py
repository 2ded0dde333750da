"""Small drawing steps that the painted widgets share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap, QTextLayout, QTextOption

from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE, RADIUS

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def box(
    painter: QPainter, area: QRect, radius: float, fill: str | None, line: str | None = None, width: float = 1
) -> None:
    """A rounded box whose outline lies wholly inside `area`, so that one-pixel lines stay sharp."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    inset = width / 2 if line else 0.0
    shape = QRectF(area).adjusted(inset, inset, -inset, -inset)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(line), width) if line else QPen(Qt.PenStyle.NoPen))
    corner = min(radius - inset, shape.height() / 2, shape.width() / 2)
    painter.drawRoundedRect(shape, corner, corner)


def text(painter: QPainter, area: QRect, flags: int, words: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    painter.drawText(area, flags | int(Qt.TextFlag.TextSingleLine), words)


def broken(words: str, font: QFont, width: int) -> list[str]:
    """The lines that a sentence takes. They end between words, in Chinese between any two signs; only a word that is
    wider than the room, as a long code, is cut."""
    layout, option, raw = QTextLayout(words, font), QTextOption(), words.encode("utf-16-le")
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()  # Qt counts in UTF-16
        lines.append(raw[start : start + 2 * line.textLength()].decode("utf-16-le", "replace"))
    layout.endLayout()
    return lines


def shrunk(font: QFont, words: str, width: int, least: int) -> QFont:
    """The font, or a smaller one (not below `least` pixels) in which all of the line fits."""
    font = QFont(font)
    while font.pixelSize() > least and QFontMetrics(font).horizontalAdvance(words) > width:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def icon(painter: QPainter, theme: Theme, name: str, size: float, colour: str, middle: QPointF) -> None:
    """An icon of `size` token pixels around a point, on whole device pixels."""
    ratio = painter.device().devicePixelRatio()
    picture = theme.pixmap(name, size, colour, ratio)
    half = theme.px(size) / 2
    x = round((middle.x() - half) * ratio) / ratio
    y = round((middle.y() - half) * ratio) / ratio
    painter.drawPixmap(QPointF(x, y), picture)


def photo(painter: QPainter, picture: QPixmap, area: QRect, radius: float) -> None:
    """A photograph in a rounded box, whole and in its middle: what is cut off may be what tells two goods apart. One
    without a background of its own leaves that of the box."""
    size = picture.deviceIndependentSize()
    size.scale(QSizeF(area.size()), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(0, 0), size)
    target.moveCenter(QRectF(area).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    path = QPainterPath()
    path.addRoundedRect(QRectF(area), radius, radius)
    painter.setClipPath(path)
    if not picture.hasAlphaChannel():
        painter.fillRect(area, PALETTE.surface)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
    painter.restore()


def key_width(theme: Theme, key: str) -> int:
    """How wide the pill of a key hint is; 0 when there is no key."""
    return max(theme.px(26), theme.metrics("key").horizontalAdvance(key) + theme.px(14)) if key else 0


def key_hint(painter: QPainter, theme: Theme, key: str, right: int, area: QRect, fill: str, ink: str) -> None:
    """The pill that names the key, its right edge at `right`, centred in the height of `area`."""
    width, height = key_width(theme, key), theme.px(26)
    pill = QRect(right - width, area.center().y() - height // 2 + 1, width, height)
    box(painter, pill, theme.px(RADIUS["key"]), fill)
    painter.setFont(theme.font("key"))
    text(painter, pill, CENTRE, key, ink)


def focus_ring(painter: QPainter, area: QRect, radius: float, colour: str = PALETTE.accent, width: float = 2) -> None:
    box(painter, area, radius, None, colour, width)
