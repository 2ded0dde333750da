"""Settings at work in the program itself: theme, language, scanner, sounds."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from posapp.domain.machine import MachineSettings
from ui.kit.files import resources
from ui.kit.scan_filter import ScanFilter, ScanSettings
from ui.kit.sounds import PlayedSounds
from ui.launch import Launch


@pytest.fixture
def launch(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Launch]:
    """The program's window as it is shown, started with everything twice as large."""
    for place in (sys, threading):
        monkeypatch.setattr(place, "excepthook", place.excepthook)  # put back what the program installs
    made = Launch(tmp_path, "en", lambda _launch: None, 2.0)
    qtbot.addWidget(made.window)
    made.sounds, made.scans = PlayedSounds(resources() / "sounds", ()), ScanFilter()
    yield made
    made.tasks.close()
    made.window.close()
    made.app.setStyleSheet("")
    QLocale.setDefault(QLocale.c())


def test_every_setting_of_the_screen_takes_effect(launch: Launch) -> None:
    launch.window.resize(1366, 768)
    launch.use(MachineSettings("zh", 150, False, 60, "~", "tab", scan_least=6, scan_suffix="#"))
    assert launch.theme.scale == 1.5
    assert launch.languages.language == "zh"
    muted = launch.sounds.muted
    assert muted
    assert launch.scans.settings == ScanSettings(gap_ms=60, least=6, prefix="~", suffix="#", ending="tab")
    launch.use(MachineSettings("en"))
    assert launch.theme.scale == 1.0
    assert not launch.sounds.muted


def test_a_size_kept_from_a_larger_screen_waits_for_one(launch: Launch, qtbot: QtBot) -> None:
    assert launch.theme.scale == 1.0, "started on a small screen"
    launch.window.resize(1024, 768)
    launch.use(MachineSettings("en", 200))
    assert launch.theme.scale == 1.5
    launch.window.resize(1366, 768)
    qtbot.waitUntil(lambda: launch.theme.scale == 2.0)
    launch.window.resize(1024, 768)
    qtbot.waitUntil(lambda: launch.theme.scale == 1.5)
