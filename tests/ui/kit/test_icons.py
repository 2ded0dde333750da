"""Icons are drawn at the device's own pixels, and only those in use are shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage

from ui.kit.files import resources
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE

FOLDER = resources() / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
SOURCES = Path(__file__).resolve().parents[3] / "ui"


def inked(image: QImage) -> int:
    return sum(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_draws_something(theme: Theme, name: str) -> None:
    image = theme.pixmap(name, 24, PALETTE.ink, 1.0).toImage()
    assert inked(image) > 15


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_the_pixels_of_the_display(theme: Theme, ratio: float) -> None:
    picture = theme.pixmap("plus", 20, PALETTE.accent, ratio)
    assert picture.width() == round(20 * ratio)
    assert picture.devicePixelRatio() == ratio


def test_colour_and_disabled_form(theme: Theme) -> None:
    icon = theme.icon("x", 24, PALETTE.bad)
    normal = icon.pixmap(24, QIcon.Mode.Normal).toImage().pixelColor(12, 12)
    disabled = icon.pixmap(24, QIcon.Mode.Disabled).toImage().pixelColor(12, 12)
    assert (normal.name(), disabled.name()) == (QColor(PALETTE.bad).name(), QColor(PALETTE.disabled).name())


def test_icons_on_disk_are_the_icons_in_use() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    named = set(re.findall(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:\.svg)?"', text))
    assert [name for name in NAMES if name not in named] == []


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.pixmap("no-such-icon", 24, PALETTE.ink, 1.0)
