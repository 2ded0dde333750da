"""Draws the pictures of the demonstration shop's made-up goods: `python -m resources.demo.draw_pictures`.

Shapes of our own, so that nobody's photograph is used; 240 by 240 dots on nothing, PNG. Run again they are the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QRadialGradient

OUT: Final = Path(__file__).with_name("pictures")
SIDE: Final = 240
LEAF, STALK = "#4c8c3a", "#6b4a2b"
Draw = Callable[[QPainter], None]


def _round(painter: QPainter, colour: str, at: tuple[float, float], wide: float, high: float, turn: float = 0) -> None:
    """An oval that stands out: lighter where the light falls."""
    painter.save()
    painter.translate(*at)
    painter.rotate(turn)
    light = QRadialGradient(QPointF(-wide * 0.15, -high * 0.2), max(wide, high) * 0.65)
    light.setColorAt(0, QColor(colour).lighter(135))
    light.setColorAt(1, QColor(colour))
    painter.setBrush(QBrush(light))
    painter.drawEllipse(QRectF(-wide / 2, -high / 2, wide, high))
    painter.restore()


def _shape(painter: QPainter, colour: str, points: list[tuple[float, float]], *, smooth: bool = False) -> None:
    path = QPainterPath(QPointF(*points[0]))
    if smooth:
        for one, two in zip(points[1::2], points[2::2], strict=True):
            path.quadTo(QPointF(*one), QPointF(*two))
    else:
        for point in points[1:]:
            path.lineTo(QPointF(*point))
    path.closeSubpath()
    painter.setBrush(QColor(colour))
    painter.drawPath(path)


def _line(painter: QPainter, colour: str, width: float, *points: tuple[float, float]) -> None:
    painter.save()
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for one, two in pairwise(points):
        painter.drawLine(QPointF(*one), QPointF(*two))
    painter.restore()


def apple(p: QPainter) -> None:
    _round(p, "#d6453d", (96, 138), 120, 124)
    _round(p, "#c93a33", (146, 138), 112, 122)
    _line(p, STALK, 8, (120, 84), (126, 52))
    _shape(p, LEAF, [(126, 66), (150, 34), (182, 46), (158, 74), (126, 66)], smooth=True)


def banana(p: QPainter) -> None:
    for shift in (0, 26):
        points = [(52, 66 + shift), (66, 188 + shift), (196, 152 + shift), (112, 150 + shift), (74, 62 + shift)]
        _shape(p, "#f0c53a" if shift else "#f7d65a", points, smooth=True)
    _shape(p, STALK, [(50, 54), (74, 52), (78, 72), (52, 74)])


def orange(p: QPainter) -> None:
    _round(p, "#ef8c22", (120, 128), 148, 144)
    _round(p, "#c96f12", (120, 70), 14, 8)
    _shape(p, LEAF, [(122, 66), (146, 30), (186, 44), (158, 74), (122, 66)], smooth=True)


def grapes(p: QPainter) -> None:
    for row, count in enumerate((4, 5, 4, 3, 2, 1)):
        for n in range(count):
            _round(p, "#5d3a75", (120 + (n - (count - 1) / 2) * 36, 78 + row * 27), 40, 40)
    _line(p, STALK, 8, (120, 62), (128, 28))
    _shape(p, LEAF, [(128, 44), (160, 16), (192, 42), (160, 64), (128, 44)], smooth=True)


def tomato(p: QPainter) -> None:
    _round(p, "#d8402f", (120, 132), 158, 134)
    for turn in (-70, -35, 0, 35, 70):
        p.save()
        p.translate(120, 78)
        p.rotate(turn)
        _shape(p, LEAF, [(-8, 0), (0, 42), (8, 0)])
        p.restore()
    _line(p, LEAF, 8, (120, 78), (124, 52))


def cucumber(p: QPainter) -> None:
    for shift in (-26, 26):
        _round(p, "#3f7d3a", (120 + shift, 120 + shift / 2), 52, 186, 38)
        for n in range(-3, 4):
            _round(p, "#79ad63", (120 + shift - n * 16, 120 + shift / 2 + n * 21), 8, 8)


def potato(p: QPainter) -> None:
    _round(p, "#c99d5f", (98, 120), 124, 96, -18)
    _round(p, "#bb8d50", (142, 154), 120, 88, 14)
    for at in ((80, 112), (112, 138), (150, 146), (168, 168), (126, 166)):
        _round(p, "#8f6836", at, 9, 6)


def carrot(p: QPainter) -> None:
    for turn in (-24, 16):
        p.save()
        p.translate(122, 84)
        p.rotate(turn)
        for leaf in (-22, 0, 22):
            _line(p, LEAF, 9, (0, 4), (leaf, -52))
        _shape(p, "#e8792b", [(-26, 0), (-30, 20), (-6, 128), (0, 140), (6, 128), (30, 20), (26, 0)])
        for y in (34, 60, 86):
            _line(p, "#c65f18", 4, (-12, y), (2, y))
        p.restore()


def cabbage(p: QPainter) -> None:
    _round(p, "#8fc06a", (120, 108), 150, 176)
    _round(p, "#bfe09b", (120, 130), 108, 160)
    _round(p, "#eef5dd", (120, 164), 70, 108)
    for x in (96, 120, 144):
        _line(p, "#d5e8bd", 5, (x, 84), (120, 196))


def broccoli(p: QPainter) -> None:
    _shape(p, "#8fb866", [(98, 124), (104, 208), (136, 208), (142, 124)])
    for at in ((72, 108), (120, 78), (168, 108), (96, 124), (144, 124), (96, 88), (146, 86), (120, 112)):
        _round(p, "#3c7f3c", at, 66, 62)


def ginger(p: QPainter) -> None:
    for at, wide, high, turn in (
        ((116, 134), 150, 74, -14),
        ((70, 104), 62, 54, 30),
        ((168, 96), 58, 76, 24),
        ((112, 176), 56, 66, -10),
    ):
        _round(p, "#cfa56a", at, wide, high, turn)
    for x in (86, 112, 138):
        _line(p, "#b28750", 4, (x, 112), (x + 6, 150))


def garlic(p: QPainter) -> None:
    _shape(
        p,
        "#efe9e2",
        [(120, 26), (112, 84), (48, 104), (40, 204), (120, 210), (200, 204), (192, 104), (128, 84), (120, 26)],
        smooth=True,
    )
    for x in (84, 120, 156):
        _line(p, "#cdbfd3", 5, (120, 84), (x, 192))


def kiwi(p: QPainter) -> None:
    _round(p, "#8a6b3c", (96, 126), 132, 118, -14)
    _round(p, "#8a6b3c", (150, 138), 112, 112)
    _round(p, "#a9c84b", (150, 138), 98, 98)
    _round(p, "#eef2cf", (150, 138), 30, 30)
    for at in ((150, 112), (150, 164), (124, 138), (176, 138), (132, 120), (168, 120), (132, 156), (168, 156)):
        _round(p, "#2b2b1c", at, 7, 9)


def dragonfruit(p: QPainter) -> None:
    _round(p, "#d64a84", (120, 134), 130, 156)
    for x, y, turn in (
        (70, 96, -40),
        (120, 62, 0),
        (170, 96, 40),
        (60, 150, -60),
        (180, 150, 60),
        (96, 176, -20),
        (146, 176, 20),
    ):
        p.save()
        p.translate(x, y)
        p.rotate(turn)
        _shape(p, "#86a944", [(-10, 22), (0, -26), (10, 22)])
        p.restore()


def lemon(p: QPainter) -> None:
    _round(p, "#f1d13f", (120, 128), 164, 116, -16)
    _round(p, "#e4bf2c", (196, 106), 30, 24, -16)
    _shape(p, LEAF, [(70, 84), (82, 40), (126, 44), (106, 84), (70, 84)], smooth=True)


def tee(colour: str) -> Draw:
    def draw(p: QPainter) -> None:
        p.setPen(QPen(QColor("#b9b4aa"), 3))
        _shape(
            p,
            colour,
            [
                (84, 40),
                (40, 62),
                (22, 112),
                (58, 126),
                (68, 108),
                (68, 210),
                (172, 210),
                (172, 108),
                (182, 126),
                (218, 112),
                (200, 62),
                (156, 40),
                (144, 62),
                (120, 70),
                (96, 62),
            ],
        )

    return draw


def jacket(colour: str) -> Draw:
    def draw(p: QPainter) -> None:
        dark = QColor(colour).darker(130).name()
        _shape(
            p,
            colour,
            [
                (90, 36),
                (44, 62),
                (22, 186),
                (56, 194),
                (68, 120),
                (68, 214),
                (172, 214),
                (172, 120),
                (184, 194),
                (218, 186),
                (196, 62),
                (150, 36),
            ],
        )
        _shape(p, dark, [(90, 36), (120, 74), (150, 36), (142, 22), (98, 22)])
        _line(p, "#e5e0d6", 5, (120, 74), (120, 210))
        for x in (78, 138):
            _line(p, dark, 5, (x, 158), (x + 24, 150))

    return draw


def socks(colour: str) -> Draw:
    def draw(p: QPainter) -> None:
        for shift in (0, 70):
            _shape(
                p,
                colour,
                [
                    (56 + shift, 34),
                    (104 + shift, 34),
                    (104 + shift, 132),
                    (146 + shift, 176),
                    (140 + shift, 208),
                    (106 + shift, 210),
                    (60 + shift, 160),
                ],
            )
            _line(p, "#f4f1ea", 7, (60 + shift, 56), (100 + shift, 56))

    return draw


def bowl(colour: str) -> Draw:
    def draw(p: QPainter) -> None:
        _shape(p, colour, [(30, 96), (46, 188), (120, 196), (194, 188), (210, 96)], smooth=True)
        _round(p, QColor(colour).darker(125).name(), (120, 96), 180, 44)
        _shape(p, QColor(colour).darker(115).name(), [(92, 186), (148, 186), (142, 206), (98, 206)])
        for x in (70, 120, 170):
            _round(p, "#f6e7c1", (x, 142), 18, 18)

    return draw


def book(p: QPainter) -> None:
    _shape(p, "#e9e2d3", [(62, 42), (190, 34), (190, 200), (62, 208)])
    _shape(p, "#b9553a", [(50, 38), (176, 30), (176, 196), (50, 204)])
    _shape(p, "#8d3d28", [(50, 38), (64, 37), (64, 203), (50, 204)])
    _round(p, "#f2dcb0", (120, 118), 74, 74)
    _round(p, "#d6453d", (120, 118), 36, 36)


def headphones(p: QPainter) -> None:
    p.save()
    p.setPen(QPen(QColor("#343a40"), 16))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawArc(QRectF(46, 40, 148, 160), 0, 180 * 16)
    p.restore()
    for x in (48, 192):
        _round(p, "#23282d", (x, 148), 48, 86)
        _round(p, "#59626b", (x, 148), 24, 58)


def bag(wide: float) -> Draw:
    def draw(p: QPainter) -> None:
        p.save()
        p.setPen(QPen(QColor("#8a6a3d"), 8))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawArc(QRectF(120 - wide * 0.26, 34, wide * 0.52, 84), 0, 180 * 16)
        p.restore()
        _shape(
            p,
            "#d2ad74",
            [(120 - wide / 2, 76), (120 + wide / 2, 76), (120 + wide * 0.46, 212), (120 - wide * 0.46, 212)],
        )
        _round(p, "#0b5d51", (120, 146), wide * 0.3, wide * 0.3)

    return draw


PICTURES: Final[dict[str, Draw]] = {
    "apple": apple,
    "banana": banana,
    "orange": orange,
    "grapes": grapes,
    "tomato": tomato,
    "cucumber": cucumber,
    "potato": potato,
    "carrot": carrot,
    "cabbage": cabbage,
    "broccoli": broccoli,
    "ginger": ginger,
    "garlic": garlic,
    "kiwi": kiwi,
    "dragonfruit": dragonfruit,
    "lemon": lemon,
    "tee-white": tee("#fbfaf7"),
    "tee-black": tee("#2b2b2d"),
    "jacket-navy": jacket("#243b63"),
    "jacket-khaki": jacket("#b39a6b"),
    "socks-grey": socks("#8d9196"),
    "socks-black": socks("#2b2b2d"),
    "bowl-red": bowl("#c2362c"),
    "bowl-blue": bowl("#3566a8"),
    "bowl-gold": bowl("#c9a13b"),
    "book": book,
    "headphones": headphones,
    "bag-small": bag(118),
    "bag-large": bag(164),
}


def main() -> None:
    """All of them."""
    app = QGuiApplication([])
    OUT.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        picture = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        draw(painter)
        painter.end()
        picture.save(str(OUT / f"{name}.png"), "PNG", 0)  # type: ignore[call-overload]
    app.quit()


if __name__ == "__main__":
    main()
