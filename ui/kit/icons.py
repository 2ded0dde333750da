"""Line icons (lucide) that stay sharp at every display scale.

Qt's own SVG icons and Python icon engines blur at fractional scales, so each icon is rendered from its SVG text once
per (size, colour) at the usual device pixel ratios and kept where Qt keeps its own pictures.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

RATIOS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)


class Icons:
    """Renders `<name>.svg` of one folder. Unknown names raise FileNotFoundError: a missing icon is a bug."""

    def __init__(self, folder: Path, disabled: str) -> None:
        self._folder = folder
        self._disabled = disabled
        self._texts: dict[str, str] = {}

    def pixmap(self, name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """A `size` by `size` picture (in layout pixels) for a screen of the given device pixel ratio."""
        key, found = f"{self._folder}/{name} {size} {colour} {ratio}", QPixmap()
        if not QPixmapCache.find(key, found):
            found = self._render(name, size, colour, ratio)
            QPixmapCache.insert(key, found)
        return found

    def icon(self, name: str, size: int, colour: str) -> QIcon:
        """A QIcon for standard widgets, with all ratios and a grey disabled form."""
        from PySide6.QtGui import QIcon  # no standard widget stands in the first window

        made = QIcon()
        for ratio in RATIOS:
            made.addPixmap(self.pixmap(name, size, colour, ratio))
            made.addPixmap(self.pixmap(name, size, self._disabled, ratio), QIcon.Mode.Disabled)
        return made

    def _render(self, name: str, size: int, colour: str, ratio: float) -> QPixmap:
        # QtSvg is imported at the first icon: the first window must not wait for it.
        from PySide6.QtSvg import QSvgRenderer

        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        pixels = max(1, round(size * ratio))
        picture = QPixmap(pixels, pixels)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode())).render(
            painter, QRectF(0, 0, pixels, pixels)
        )
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
