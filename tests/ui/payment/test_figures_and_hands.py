"""Amounts are written one way, how many stays in sight, and a scan at payment leaves the cursor where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.payment.test_payment import ALT, MUG, T_SHIRT, pay
from tests.ui.till_window import TillWindow
from ui.kit.amounts import TotalRow
from ui.kit.i18n import Language

Key = Qt.Key
LONG = "Umbrella, automatic, for two people, with a wooden handle and a bag of the same cloth"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_question_about_change_writes_amounts_as_everywhere(counter: TillWindow, language: Language) -> None:
    counter.languages.set(language)
    page = pay(counter)
    shown = [key.label for key in page.taking.likely if key.isVisible()]
    assert shown == ["¥ 99.00", "¥ 100.00"]
    counter.type("9900\r")
    assert "¥ 9,801.00" in page.doubt.title.text()
    answers = (page.doubt.yes, page.doubt.no)
    assert all(key.width() >= key.sizeHint().width() for key in answers), "the keys Enter and Esc are named on both"
    assert page.doubt.no.label in ("Correct the amount", "改金额")


def test_what_is_given_back_is_written_so_too(counter: TillWindow) -> None:
    for _ in range(30):
        counter.scan(T_SHIRT)
        counter.scan(MUG)
    page = pay(counter, MUG)
    counter.type("1500")
    counter.key(Key.Key_3, ALT)
    counter.tap(page.standing.take_back[0])
    assert page.give_back.title.text() == "Give ¥ 1,500.00 in cash back?"


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768)])
def test_how_many_is_said_however_long_the_name_is(counter: TillWindow, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.app.checkout.sell_unlisted(0, LONG, "", "13", 2500)
    counter.scan(MUG)
    page = pay(counter, MUG)
    counter.settle()
    painted = [row.painted_name() for row in page.standing.findChildren(TotalRow)]
    assert any(name.startswith("Umbrella") and name.endswith("…  × 1") for name in painted), painted
    assert any(name.endswith("× 2") for name in painted), painted


def test_a_scan_at_payment_leaves_the_cursor_where_it_was(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("99\r12")
    assert page.taking.reference.hasFocus()
    counter.scan(MUG)
    assert counter.sounds.names[-1] == "refused"
    assert page.taking.notice.words
    assert not page.taking.field.wrong, "nothing is wrong with the amount"
    counter.type("34")
    assert (page.taking.field.text(), page.taking.reference.text()) == ("99", "1234")
