"""Every key of the F1 list does its work while the cursor stands in the search box, where it nearly always stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QAction, QKeySequence

from tests.ui.checkout.test_ringing import MUG, T_SHIRT, Key, page
from tests.ui.till_window import TillWindow

OF_TEXT = {"Del", "Ctrl+Z"}
"""With a word in the box these edit it."""


def listed(counter: TillWindow) -> dict[str, QAction]:
    """key -> action, of the page and of the window."""
    actions = [*counter.window.parts.keys.actions.values(), *page(counter).findChildren(QAction)]
    return {a.shortcut().toString(): a for a in actions if a.text() and not a.shortcut().isEmpty()}


def press(counter: TillWindow, keys: str) -> None:
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    counter.key(combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("typed", ["", "mug"])
def test_every_listed_key_works_from_the_search_box(counter: TillWindow, typed: str) -> None:
    for keys, action in listed(counter).items():
        if typed and keys in OF_TEXT:
            continue
        heard: list[bool] = []
        action.triggered.disconnect()
        action.triggered.connect(lambda *_said, heard=heard: heard.append(True))
        action.setEnabled(True)
        counter.type(typed)
        assert page(counter).goods.field.hasFocus()
        press(counter, keys)
        assert heard, keys
        assert page(counter).goods.field.text() == typed, f"{keys} changed the text"
        page(counter).goods.field.clear()
        counter.settle()


def test_unlisted_opens_from_the_search_box(counter: TillWindow) -> None:
    counter.scan(T_SHIRT)
    counter.type("x")
    press(counter, "Ctrl+U")
    assert page(counter).questions.unlisted.isVisible()


def test_with_a_word_in_the_box_del_and_undo_edit_the_word(counter: TillWindow) -> None:
    for code in (T_SHIRT, MUG):
        counter.scan(code)
    counter.type("ab")
    counter.key(Key.Key_Home)
    press(counter, "Del")
    assert page(counter).goods.field.text() == "b"
    press(counter, "Ctrl+Z")
    assert page(counter).goods.field.text() == "ab"
    assert len(page(counter).basket.list.rows) == 2
