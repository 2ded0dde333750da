"""Every English text of the screens has its Chinese one, and the language changes while the till runs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.rendering import settle
from ui.kit.files import resources
from ui.kit.i18n import Languages
from ui.kit.keypads import PinPad
from ui.kit.sheet import ConfirmSheet
from ui.kit.theme import Theme

FOLDER = resources() / "i18n"
TEXTS, PLURALS = FOLDER / "app_zh_CN.ts", FOLDER / "app_en.ts"


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp, FOLDER)
    yield made
    made.set("en")
    QLocale.setDefault(QLocale.c())


def messages(path: Path) -> dict[tuple[str, str], tuple[str, str | None]]:
    """(context, English) -> (its translation, the first form where it has a number; its state)."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            found[key] = (forms[0], translation.get("type"))
    return found


def test_every_text_is_translated() -> None:
    both = [*messages(TEXTS).items(), *messages(PLURALS).items()]
    assert [key for key, (text, state) in both if state is not None or not text] == []


def test_placeholders_survive_translation() -> None:
    for (_, english), (chinese, _) in messages(TEXTS).items():
        fields = [part.split("}")[0] for part in english.split("{")[1:]]
        assert sorted(fields) == sorted(part.split("}")[0] for part in chinese.split("{")[1:]), english


def test_files_are_up_to_date_with_the_sources(tmp_path: Path) -> None:
    """New texts in ui/ must be in the .ts, and the .qm must be made of it: run resources/i18n/build.py."""
    done = subprocess.run(
        [sys.executable, str(FOLDER / "build.py"), "--out", str(tmp_path)], capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr
    for texts in (TEXTS, PLURALS):
        assert messages(tmp_path / texts.name) == messages(texts)
        compiled = texts.with_suffix(".qm")
        assert (tmp_path / compiled.name).read_bytes() == compiled.read_bytes()


def test_every_text_resolves_at_run_time(languages: Languages) -> None:
    languages.set("zh")
    for (context, english), (chinese, _) in messages(TEXTS).items():
        number = 3 if "%n" in english else -1
        assert QApplication.translate(context, english, None, number) == chinese.replace("%n", "3")


@pytest.mark.parametrize("number, words", [(0, "0 items"), (1, "1 item"), (2, "2 items")])
def test_english_counts_one_and_more(languages: Languages, number: int, words: str) -> None:
    languages.set("en")
    assert QApplication.translate("CheckoutScreen", "%n item(s)", None, number) == words


def test_widgets_change_their_words_while_shown(qtbot: QtBot, theme: Theme, languages: Languages) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet, pad = ConfirmSheet(theme, window), PinPad(theme)
    sheet.body.addWidget(pad)
    window.show()
    sheet.open()
    pad.press("1")
    languages.set("zh")
    settle()
    # The text belongs to Sheet, the object is a ConfirmSheet: tr must look it up in the class that wrote it.
    assert sheet._cross.accessibleName() == "关闭"
    assert pad.accessibleName() == "密码"
    languages.set("en")
    settle()
    assert (sheet._cross.accessibleName(), pad.accessibleName()) == ("Close", "PIN")


def test_standard_texts_of_qt_follow(qtbot: QtBot, theme: Theme, languages: Languages) -> None:
    languages.set("zh")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().startswith("取消")


def test_language_change_reaches_a_widget_once(qtbot: QtBot, languages: Languages) -> None:
    changes: list[QEvent.Type] = []

    class Ear(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if event.type() == QEvent.Type.LanguageChange:
                changes.append(event.type())

    ear = Ear()
    qtbot.addWidget(ear)
    ear.show()
    for language in ("zh", "zh", "en"):
        languages.set(language)
        settle()
    assert len(changes) >= 2
    assert languages.language == "en"


def test_a_missing_translation_is_named(qapp: QApplication, tmp_path: Path) -> None:
    languages = Languages(qapp, tmp_path)
    with pytest.raises(FileNotFoundError, match="app_zh_CN"):
        languages.set("zh")
    languages.set("en")
