"""Scenario 12 over every page (its sheets: test_sheets.py): each control says its name and role, words stand out from
their ground, all is in reach of the keyboard, and nothing is cut off at twice the size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.support.shop import Shop
from tests.sync.conftest import shop
from tests.ui.kit.test_theme import luminance
from tests.ui.test_fitting import PAGES as FITTED
from tests.ui.test_fitting import out_of_place
from tests.ui.till_window import TillWindow, painted, till_window
from ui.kit.buttons import Button, PaintedButton
from ui.kit.i18n import Language
from ui.kit.keypads import PadKey
from ui.kit.sheet import close_sheets
from ui.kit.theme import Theme
from ui.pages import PAGES

__all__ = ["shop"]
OTHER: Final[Mapping[Language, Language]] = {"zh": "en", "en": "zh"}
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def counter(shop: Shop, qapp: QApplication) -> Iterator[TillWindow]:
    with till_window(shop, qapp) as made:
        made.window.resize(1366, 768)
        yield made


def controls(inside: QWidget) -> list[QWidget]:
    kinds = (PaintedButton, QLineEdit, QAbstractItemView, QAbstractSlider)
    return [w for w in inside.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


def unnamed(inside: QWidget) -> list[str]:
    """Controls that a screen reader has no name or no role for."""
    wrong = []
    for control in controls(inside):
        if isinstance(control, QAbstractSlider) and control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue  # a bar that only shows where one is
        told = QAccessible.queryAccessibleInterface(control)
        role = told.role()
        if not told.text(QAccessible.Text.Name).strip() or role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            wrong.append(f"{type(control).__name__} {control.objectName()} {role}")
    return wrong


def pale(inside: QWidget) -> list[str]:
    """Words whose ink is less than 4.5:1 from their ground, as they are painted. What rests is exempt."""
    picture = painted(inside).convertToFormat(QImage.Format.Format_RGB32)
    wrong = []
    for label in inside.findChildren(QLabel):
        seen = label.visibleRegion().boundingRect()
        if not label.isVisible() or not label.isEnabled() or not label.text().strip() or seen.isEmpty():
            continue
        area = QRect(label.mapTo(inside, QPoint()) + seen.topLeft(), seen.size()) & picture.rect()
        if area.width() > 4 and area.height() > 4 and (found := stands_out(picture, area)) < 4.5:
            wrong.append(f"{label.text()!r} {found:.1f}")
    return wrong


def stands_out(picture: QImage, area: QRect) -> float:
    """The contrast of the ground, which is most of it, with the ink that is furthest from it."""
    part = picture.copy(area)
    dots = Counter(memoryview(bytes(part.constBits())).cast("I"))
    ground = _light(dots.most_common(1)[0][0])
    lights = [_light(dot) for dot in dots]
    return max((max(lights) + 0.05) / (ground + 0.05), (ground + 0.05) / (min(lights) + 0.05))


@cache
def _light(dot: int) -> float:
    return luminance(f"#{dot & 0xFFFFFF:06x}")


def out_of_reach(inside: QWidget) -> list[str]:
    """Buttons that no key gets to: neither by Tab, nor by arrows from one beside them, nor by a key of their own, nor
    digits of a pad."""
    wrong = []
    for button in inside.findChildren(PaintedButton):
        if not button.isVisible() or not button.isEnabled() or isinstance(button, PadKey):
            continue
        has_key = bool(button.key) or "Alt+" in button.label
        group = button.group()
        beside = (
            [button] if group is None else group.buttons()
        )  # Qt leaves one of a group to Tab, arrows reach the rest
        if all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in beside) and not has_key:
            wrong.append(f"{type(button).__name__} {button.label!r}")
    return wrong


def test_it_sees_what_is_wrong(qapp: QApplication) -> None:
    page, theme = QWidget(), Theme(qapp)
    column = QVBoxLayout(page)
    pale_words, silent, unreachable = QLabel("pale"), QLineEdit(), Button(theme, "no way")
    pale_words.setStyleSheet("color: #AAAAAA; background: #FFFFFF")
    unreachable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for widget in (pale_words, silent, unreachable):
        column.addWidget(widget)
    page.show()
    assert len(unnamed(page)) == len(pale(page)) == len(out_of_reach(page)) == 1
    page.close()


def both(counter: TillWindow) -> tuple[Language, Language]:
    """The languages. All pages say their words anew for another one, so the one that there is comes first."""
    now = counter.languages.language
    return now, OTHER[now]


def look(counter: TillWindow, inside: QWidget, name: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for language in both(counter):
        counter.languages.set(language)
        counter.settle()
        wrong = unnamed(inside) + out_of_reach(inside)
        wrong += pale(inside) if language == "zh" else []  # the colours are the same
        found += [(name, language, what) for what in wrong]
    return found


def test_every_page(counter: TillWindow) -> None:
    window = counter.window
    found = look(counter, window.sign_in, "sign_in")
    counter.enter("m1", "9999")
    counter.sell("A")
    counter.scan("6901234567892")
    for page in PAGES:
        if page.name == "payment":
            continue
        window.go(page.name)
        counter.settle()
        found += look(counter, window.canvas, page.name)
        close_sheets(window.canvas)
    window.go("checkout")
    counter.key(Key.Key_F12)
    counter.until(lambda: window.page == "payment")
    found += look(counter, window.canvas, "payment")
    assert not found, "\n".join(map(str, found))


def test_every_page_at_twice_the_size(counter: TillWindow) -> None:
    counter.enter("m1", "9999")
    counter.window.resize(1366, 768)
    counter.theme.set_scale(2.0)
    found = []
    for page in PAGES:
        for language in both(counter) if page.name not in (*FITTED, "payment") else ():
            counter.languages.set(language)
            found += [(page.name, language, what) for what in out_of_place(counter.go(page.name))]
    assert not found, "\n".join(map(str, found))
