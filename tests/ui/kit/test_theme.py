"""The look follows the tokens: readable pairs, one scale for everything, changed while running."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import LOOKS, Button
from ui.kit.theme import Theme
from ui.kit.tokens import PALETTE as P
from ui.kit.tokens import TINTS, TYPES, state_pair

PAIRS = [
    *((ink, ground) for ink in (P.ink, P.ink2, P.ink3) for ground in (P.canvas, P.surface, P.sunken, P.accent_soft)),
    *(state_pair(state) for state in ("good", "warn", "bad", "neutral")),
    *((state_pair(state)[0], P.surface) for state in ("good", "warn", "bad")),
    *((state_pair(state)[0], P.accent_soft) for state in ("good", "bad")),
    (P.ink3, P.bad_tint),
    (P.placeholder, P.surface),
    (P.accent, P.surface),
    (P.accent, P.accent_soft),
    (P.on_accent, P.accent),
    (P.on_accent, P.accent_hover),
    (P.on_accent, P.accent_pressed),
    (P.on_accent, P.key_on_accent),
    *((P.on_accent, state_pair(state)[0]) for state in ("good", "warn", "bad", "neutral")),
    (P.rail_ink, P.rail),
    (P.surface, P.rail_chosen),
    (P.surface, P.ink),
    *((look[4], ground) for look in LOOKS.values() for ground in look[:3]),
]


def luminance(colour: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)

    rgb = QColor(colour)
    return 0.2126 * part(rgb.redF()) + 0.7152 * part(rgb.greenF()) + 0.0722 * part(rgb.blueF())


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink, ground", PAIRS)
def test_words_are_readable(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("top, bottom, ink", TINTS)
def test_drawings_and_outlines_stand_out(top: str, bottom: str, ink: str) -> None:
    assert min(contrast(ink, top), contrast(ink, bottom)) >= 3
    assert contrast(P.input_outline, P.surface) >= 3


def test_no_type_is_smaller_than_12_pixels() -> None:
    assert min(token.size for token in TYPES.values()) >= 12


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_every_size_follows_the_one_factor(theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    assert theme.px(44) == round(44 * scale)
    assert theme.font("due").pixelSize() == round(30 * scale)
    assert theme.pixmap("x", 18, P.ink, 2.0).width() == 2 * round(18 * scale)


def test_scale_stays_between_100_and_200_percent(theme: Theme) -> None:
    theme.set_scale(3)
    assert theme.scale == 2.0
    theme.set_scale(0.2)
    assert theme.scale == 1.0


def test_a_shown_window_grows_at_once(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    theme.space(column, (20, 10, 20, 10), 8)
    row = QHBoxLayout()
    theme.space(row, (0, 0, 0, 0), 4)
    column.addLayout(row)
    button, label = Button(theme, "Pay", key="F12"), QLabel("Due")
    label.setProperty("type", "panel")
    row.addWidget(button)
    row.addWidget(label)
    del row
    window.show()
    theme.set_scale(2.0)
    assert (column.contentsMargins().left(), column.spacing()) == (40, 16)
    assert (button.sizeHint().height(), label.font().pixelSize()) == (88, 36)
    inner = column.itemAt(0)
    layout = inner.layout() if inner is not None else None
    assert layout is not None
    assert layout.spacing() == 8


def test_gone_widgets_are_forgotten(theme: Theme, qtbot: QtBot) -> None:
    for _ in range(500):
        Button(theme, "short-lived")
    assert len(theme._fitted) < 300
    theme.set_scale(1.5)


def test_numbers_are_equally_wide(theme: Theme) -> None:
    metrics = theme.metrics("due", numbers=True)
    widths = {metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}
    assert len(widths) == 1
