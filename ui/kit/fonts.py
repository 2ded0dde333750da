"""The two bundled font families, loaded once per process, and fonts made of both."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

FAMILIES: Final = ("Inter", "Noto Sans SC")
# Files are mapped, not read: all six take 1 ms after the 5 to 10 ms that the first costs in any case (Qt then looks at
# the fonts of the system), so none is left for later.
FILES: Final = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "NotoSansSC-Medium.ttf",
    "NotoSansSC-Bold.ttf",
)


_LOADED: Final = "fonts_loaded"


def load_fonts(folder: Path, names: tuple[str, ...] = FILES) -> None:
    """Register font files with Qt; a missing file is a broken installation and raises FileNotFoundError.

    Each file once for an application: Qt would keep it again, and forget all that it has shaped and drawn so far.
    """
    app = QCoreApplication.instance()
    assert app is not None, "fonts belong to an application"
    known = list(app.property(_LOADED) or ())
    for path in (str(folder / name) for name in names):
        if path not in known:
            if QFontDatabase.addApplicationFont(path) < 0:
                raise FileNotFoundError(f"font cannot be loaded: {path}")
            known.append(path)
    app.setProperty(_LOADED, known)


def make_font(size: int, weight: int, *, numbers: bool = False, struck: bool = False) -> QFont:
    """Inter for Latin, Noto Sans SC for Chinese. `numbers` makes all digits equally wide."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setStrikeOut(struck)
    if numbers:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
