"""Settings at work in the program itself: theme, language, scanner, sounds."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from posapp.domain.machine import MachineSettings
from ui.kit.files import resources
from ui.kit.scan_filter import ScanFilter, ScanSettings
from ui.kit.sounds import PlayedSounds
from ui.launch import Launch


def test_every_setting_of_the_screen_takes_effect(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (sys, threading):
        monkeypatch.setattr(place, "excepthook", place.excepthook)  # put back what the program installs
    launch = Launch(tmp_path, "en", lambda _launch: None)
    qtbot.addWidget(launch.window)
    launch.sounds, launch.scans = PlayedSounds(resources() / "sounds", ()), ScanFilter()
    launch.use(MachineSettings("zh", 150, False, 60, 500, "~", "tab"))
    assert launch.theme.scale == 1.5
    assert launch.languages.language == "zh"
    muted = launch.sounds.muted
    assert muted
    assert launch.scans.settings == ScanSettings(gap_ms=60, least=4, prefix="~", ending="tab", repeat_ms=500)
    launch.use(MachineSettings("en"))
    assert launch.theme.scale == 1.0
    assert not launch.sounds.muted
    launch.tasks.close()
    launch.window.close()
    launch.app.setStyleSheet("")
    QLocale.setDefault(QLocale.c())
