"""What the register says in red is whole, and its lines end between words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from tests.ui.till_window import TillWindow, painted
from ui.checkout.screen import CheckoutScreen

UNKNOWN = "6909999999996"
SIZES = [(1024, 768), (1366, 768)]


def register(counter: TillWindow) -> CheckoutScreen:
    page = counter.page()
    assert isinstance(page, CheckoutScreen)
    return page


def said(counter: TillWindow) -> list[str]:
    counter.settle()
    strip = register(counter).basket.last
    painted(strip)
    assert "".join(strip.lines) == strip.words, "nothing is left out"
    return strip.lines


@pytest.mark.parametrize("size", SIZES)
def test_english_lines_end_between_words(counter: TillWindow, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.scan(UNKNOWN)
    for key in (None, Qt.Key.Key_F12):
        if key is not None:
            counter.key(key)
        lines = said(counter)
        assert all(line.endswith(" ") for line in lines[:-1]), lines


@pytest.mark.parametrize("size", SIZES)
def test_every_refusal_is_whole(counter: TillWindow, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    for language in ("zh", "en"):
        counter.languages.set("zh" if language == "zh" else "en")
        for code in TEXTS:
            register(counter).model.refused.emit(Refused(code))
            lines = said(counter)
            assert language == "zh" or all(line.endswith((" ", "-", "/", "?")) for line in lines[:-1]), lines


def test_only_a_word_that_is_too_long_is_cut(counter: TillWindow) -> None:
    counter.window.resize(1024, 768)
    register(counter).model.refused.emit(Refused("unknown_code", code="X" * 80))
    lines = said(counter)
    assert len(lines) > 2
    assert lines[-1].endswith("unlisted.")
