"""A second start on the same folder raises the first window and ends with 0."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from posapp.commands.till_parts import open_parts
from posapp.devices.clock import SystemClock
from posapp.domain.refusal_texts import TEXTS
from tests.ui.waiting import wait_until
from ui.trouble.one_window import OneWindow, call_first, meeting_place


def turn(process: subprocess.Popen[bytes]) -> None:
    """Turn the event loop until the other program has ended."""
    wait_until(lambda: process.poll() is not None, 60_000, lambda: "the second start did not end")


def second_start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "posapp", "--data-dir", str(folder), "--language", "en"]
    return subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.PIPE)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_second_start_raises_the_first_window(qapp: QApplication, tmp_path: Path) -> None:
    parts = open_parts(tmp_path, SystemClock())
    window = QWidget()
    window.showMinimized()
    one = OneWindow(window, tmp_path)
    assert one.listening
    process = second_start(tmp_path)
    turn(process)
    assert process.returncode == 0
    said = process.communicate()[1].decode()
    assert TEXTS["window_called"][1] in said
    assert not window.isMinimized()
    one.close()
    parts.close()
    window.close()
    window.deleteLater()


def test_nobody_there(qapp: QApplication, tmp_path: Path) -> None:
    assert not call_first(tmp_path)
    window = QWidget()
    Path(meeting_place(tmp_path)).write_bytes(b"left by a kill")
    one = OneWindow(window, tmp_path)
    assert one.listening
    one.close()
    window.deleteLater()


def test_a_long_folder_name_has_a_meeting_place_too(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 40)
    window = QWidget()
    one = OneWindow(window, folder)
    assert one.listening
    one.close()
    window.deleteLater()
