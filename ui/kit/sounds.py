"""Sounds a cashier tells apart without looking: counted, refused, heard twice, a new order. Playing never waits.

Qt's multimedia module would need an audio library that a bare till lacks, so the WAV files go to the system's own
player; where there is none the display's beep is used: one, three or two times.
"""

from __future__ import annotations

import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

GOOD: Final = "good"
REFUSED: Final = "refused"
REPEATED: Final = "repeated"
ORDER: Final = "order"
BEEPS: Final = {GOOD: 1, REPEATED: 2, REFUSED: 3, ORDER: 4}
PLAYERS: Final = (("paplay",), ("pw-play",), ("aplay", "-q"), ("afplay",))
LONGEST_SECONDS: Final = 5


class Sounds(Protocol):
    """What a screen needs: name the sound, go on."""

    def play(self, name: str) -> None: ...


def find_player() -> Sequence[str]:
    """The command that plays a WAV file here; empty when there is none."""
    for command in PLAYERS:
        if shutil.which(command[0]):
            return command
    return ()


class PlayedSounds(QObject):
    """Plays `<name>.wav` of a folder in the order asked, from one thread of its own. `close` ends it."""

    _failed = Signal(str)

    def __init__(self, folder: Path, player: Sequence[str] | None = None) -> None:
        super().__init__()
        self.muted = False
        self._folder = folder
        self._player = tuple(find_player() if player is None else player)
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._failed.connect(self._beep, Qt.ConnectionType.QueuedConnection)

    def play(self, name: str) -> None:
        if self.muted:
            return
        if not self._player and sys.platform != "win32":
            self._beep(name)
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
            self._thread.start()
        self._waiting.put(name)

    def close(self) -> None:
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(LONGEST_SECONDS + 1)
            self._thread = None

    def _work(self) -> None:
        while (name := self._waiting.get()) is not None:
            if not self._sound(self._folder / f"{name}.wav"):
                self._failed.emit(name)

    def _sound(self, path: Path) -> bool:
        """Play one file to its end; False when the player could not."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            return True
        try:
            done = subprocess.run(
                [*self._player, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _beep(self, name: str) -> None:
        for step in range(BEEPS.get(name, 1)):
            QTimer.singleShot(step * 140, self, QApplication.beep)
