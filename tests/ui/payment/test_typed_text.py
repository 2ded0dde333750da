"""What people type is shown letter by letter: never drawn as HTML; nothing in it hides or turns what stands beside."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.support.shared import ROOT
from tests.ui.payment.test_payment import ALT, Key, pay
from tests.ui.till_window import TillWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NASTY = "<b>1</b><!--"
RICH = re.compile(r"RichText|MarkdownText|AutoText|setHtml|QTextBrowser|setMarkdown")


def labels(counter: TillWindow) -> list[QLabel]:
    return [label for label in counter.window.findChildren(QLabel) if label.isVisible()]


def all_plain(counter: TillWindow) -> bool:
    return all(label.textFormat() == Qt.TextFormat.PlainText for label in labels(counter))


def test_no_page_and_no_question_draws_html(counter: TillWindow) -> None:
    for name in ("checkout", "shift", "receipts", "labels", "line", "settings"):
        counter.go(name)
        assert labels(counter), name
        assert all_plain(counter), name
    counter.go("checkout")
    for key, modifier in ((Key.Key_U, CTRL), (Key.Key_F10, Qt.KeyboardModifier.NoModifier)):
        counter.key(key, modifier)
        assert all_plain(counter)
        counter.key(Key.Key_Escape)
    counter.type(NASTY)
    counter.until(lambda: any(NASTY in label.text() for label in labels(counter)))
    assert all_plain(counter)


def test_a_slip_number_does_not_hide_the_warning_from_the_manager(counter: TillWindow) -> None:
    page = pay(counter)
    counter.key(Key.Key_2, ALT)
    counter.type("40")
    page.taking.reference.setText(f"{NASTY}\u202e\x1b7\n8 ")
    counter.key(Key.Key_Return)
    counter.key(Key.Key_Return)
    (tender,) = counter.app.desk.basket.tenders
    assert tender.reference == f"{NASTY}7 8"
    counter.tap(page.standing.take_back[0])
    counter.tap(page.give_back.yes)
    (words,) = [label for label in labels(counter) if NASTY in label.text()]
    assert page.approval.isAncestorOf(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert "journal keeps it" in words.text()


def test_no_code_asks_for_rich_text() -> None:
    rich = [path.name for path in (ROOT / "ui").rglob("*.py") if RICH.search(path.read_text("utf-8"))]
    assert not rich
