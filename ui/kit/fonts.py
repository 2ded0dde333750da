"""The two bundled font families, loaded once per process, and fonts made of both."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES: Final = ("Inter", "Noto Sans SC")
FIRST: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "NotoSansSC-Medium.ttf")
REST: Final = ("Inter-Medium.ttf", "Inter-Bold.ttf", "NotoSansSC-Bold.ttf")


def load_fonts(folder: Path, names: tuple[str, ...]) -> None:
    """Register font files with Qt; a missing file is a broken installation and raises FileNotFoundError."""
    for name in names:
        path = folder / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"font cannot be loaded: {path}")


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
