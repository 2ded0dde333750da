"""One theme for the tests of the kit, at scale 1 at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.theme import Theme


@pytest.fixture
def theme(qtbot: QtBot, qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    made.apply()
    yield made
    qapp.setStyleSheet("")
