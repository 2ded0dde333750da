"""Drawing a layout into dots with Qt, so that every script comes out on every printer: the one Qt file for paper.

The characters come straight from our own font files (no system fonts, no shaping, no direction changes): what one
machine prints, every machine prints, and a sign we have no glyph for is a box in its place.
"""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QGuiApplication, QImage, QPainter, QRawFont

from printing.fonts import font_file
from printing.layout import Bitmap, Paper, ReceiptLayout, Size
from printing.place import FACES, LINE, Box, Placed, place

_BAND: Final = 2048
"""Rows painted at a time: memory stays small however long the receipt."""
_BLACK: Final = QColor(0, 0, 0)


class _Face:
    """One font at one size; belongs to the thread that made it, as QRawFont asks."""

    def __init__(self, size: Size) -> None:
        self._font = QRawFont(str(font_file(size)), FACES[size], QFont.HintingPreference.PreferFullHinting)
        if not self._font.isValid():
            raise FileNotFoundError(font_file(size))
        self._glyphs: dict[str, tuple[int, int]] = {}

    def glyph(self, sign: str) -> tuple[int, int]:
        """(index in the font, advance in dots) of a character."""
        found = self._glyphs.get(sign)
        if found is None:
            index = (self._font.glyphIndexesForString(sign) or [0])[0]
            advance = round(self._font.advancesForGlyphIndexes([index])[0].x())
            found = (index, advance * 3 // 2 if sign == " " else advance)  # the font's own space is narrow on paper
            self._glyphs[sign] = found
        return found

    def width(self, text: str) -> int:
        """The dots of a text."""
        return sum([self.glyph(sign)[1] for sign in text])

    def run(self, text: str) -> QGlyphRun:
        """The text as glyphs, its first at (0, 0)."""
        x = 0
        indexes: list[int] = []
        places: list[QPointF] = []
        for sign in text:
            index, advance = self.glyph(sign)
            indexes.append(index)
            places.append(QPointF(x, 0))
            x += advance
        run = QGlyphRun()
        run.setRawFont(self._font)
        run.setGlyphIndexes(indexes)
        run.setPositions(places)
        return run


class Raster:
    """Draws layouts; may be called from any thread. Make it on the main thread: it starts Qt where nobody has."""

    def __init__(self) -> None:
        self._app: QCoreApplication = QCoreApplication.instance() or _without_a_screen()
        self._local = threading.local()

    def draw(self, layout: ReceiptLayout, paper: Paper) -> Bitmap:
        """The layout as dots, as wide as the paper."""
        faces = self._faces()
        placed = place(layout, paper, lambda size, text: faces[size].width(text))
        bands = [self._band(placed, top, faces) for top in range(0, placed.height, _BAND)]
        return Bitmap(placed.width, placed.height, b"".join(bands))

    def _faces(self) -> dict[Size, _Face]:
        if not hasattr(self._local, "faces"):
            self._local.faces = {size: _Face(size) for size in FACES}
        faces: dict[Size, _Face] = self._local.faces
        return faces

    @staticmethod
    def _band(placed: Placed, top: int, faces: dict[Size, _Face]) -> bytes:
        height = min(_BAND, placed.height - top)
        image = QImage(placed.width, height, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setPen(_BLACK)
        for mark in placed.marks:
            if mark.y + LINE["large"] < top or mark.y - LINE["large"] > top + height:
                continue
            if isinstance(mark, Box):
                painter.fillRect(QRect(mark.x, mark.y - top, mark.width, mark.height), _BLACK)
            else:
                painter.drawGlyphRun(QPointF(mark.x, mark.y - top), faces[mark.size].run(mark.text))
        painter.end()
        return _bits(image)


def _bits(image: QImage) -> bytes:
    """Black where the image is darker than half, eight dots a byte."""
    mono = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    if mono.color(1) != _BLACK.rgb():
        mono.invertPixels()
    wide, used = mono.bytesPerLine(), (image.width() + 7) // 8
    data = bytes(mono.constBits())
    return data if wide == used else b"".join(data[i : i + used] for i in range(0, len(data), wide))


def _without_a_screen() -> QGuiApplication:
    return QGuiApplication(["posapp", "-platform", "offscreen"])
