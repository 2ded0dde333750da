"""PySide6 6.12.0 loses a reference to None or True on every void call, and Python 3.11 aborts after some thousand."""

from __future__ import annotations

import subprocess
import sys

MANY_VOID_CALLS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

class Sender(QObject):
    fired = Signal()

app = QApplication([])
widget, sender, seen = QWidget(), Sender(), []
sender.fired.connect(lambda: seen.append(1))
for _ in range(20_000):
    widget.setVisible(False)
for _ in range(2_000):
    sender.fired.emit()
assert len(seen) == 2_000
"""


def test_many_void_calls_do_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_VOID_CALLS], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
