"""The bundled fonts hold what a shop writes, and their licences lie beside them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter, QRawFont
from PySide6.QtWidgets import QApplication

from ui.kit.files import resources
from ui.kit.fonts import FILES, load_fonts
from ui.kit.theme import Theme

FOLDER = resources() / "fonts"
MUST = "收款找零应收实收会员积分挂单抹零储值¥￥·−×（）《》“”…①䶮㛃喆堃玥囍嘜薈鯪壹萬￡€"


@pytest.mark.parametrize("name", ["NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf"])
def test_no_box_where_a_character_should_be(theme: Theme, name: str) -> None:
    font = QRawFont(str(FOLDER / name), 16)
    assert [c for c in MUST if not font.supportsCharacter(ord(c))] == []


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("Inter")])
def test_latin_signs(theme: Theme, name: str) -> None:
    font = QRawFont(str(FOLDER / name), 16)
    assert [c for c in "Aäéßñøž¥€£−×·…" if not font.supportsCharacter(ord(c))] == []


def test_every_character_of_the_list_is_in_both_weights() -> None:
    listed = "".join((FOLDER / "han.txt").read_text(encoding="utf-8").split())
    assert len(set(listed)) == len(listed) > 10_000
    for name in ("NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf"):
        font = QRawFont(str(FOLDER / name), 16)
        assert [c for c in listed if not font.supportsCharacter(ord(c))] == []


def ink(theme: Theme, kind: str, words: str) -> int:
    """How dark a text comes out: the sum of what it covers."""
    image = QImage(200, 40, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setFont(theme.font(kind))
    painter.drawText(4, 28, words)
    painter.end()
    return sum(255 - int(grey) for grey in bytes(image.constBits()))


@pytest.mark.parametrize("words", ["Total 123", "应收合计"])
def test_bold_is_bolder_in_both_scripts(theme: Theme, words: str) -> None:
    assert theme.font("search").pixelSize() == theme.font("card").pixelSize()
    assert ink(theme, "card", words) > 1.1 * ink(theme, "search", words)


def test_licences_lie_beside_the_fonts() -> None:
    for name in ("OFL-Inter.txt", "OFL-NotoSansSC.txt"):
        assert "SIL Open Font License, Version 1.1" in (FOLDER / name).read_text(encoding="utf-8")
    assert "ISC License" in (resources() / "icons" / "LICENSE-lucide.txt").read_text(encoding="utf-8")


def test_a_second_theme_finds_them_loaded(theme: Theme, qapp: QApplication) -> None:
    told: list[str] = []

    def hear() -> None:
        told.append("fonts came")

    qapp.fontDatabaseChanged.connect(hear)
    Theme(qapp).apply()
    qapp.fontDatabaseChanged.disconnect(hear)
    assert told == []


def test_a_missing_font_is_named(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError, match="Gone"):
        load_fonts(FOLDER, ("Gone.ttf",))
