"""Sounds differ, come in order, and nobody waits for them."""

from __future__ import annotations

import sys
import time
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.kit.files import resources
from ui.kit.sounds import BEEPS, GOOD, REFUSED, REPEATED, PlayedSounds

FOLDER = resources() / "sounds"
NAMES = (GOOD, REFUSED, REPEATED)

NOTES_DOWN = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(pathlib.Path(sys.argv[2]).stem + '\\n')"


def frames(name: str) -> bytes:
    with wave.open(str(FOLDER / f"{name}.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() < 0.6
        return bytes(sound.readframes(sound.getnframes()))


def test_three_different_sounds_are_shipped() -> None:
    assert len({frames(name) for name in NAMES}) == 3
    assert len({len(frames(name)) for name in NAMES}) == 3
    assert len(set(BEEPS.values())) == len(BEEPS)


def test_each_is_played_once_in_the_order_asked(qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "played"
    sounds = PlayedSounds(FOLDER, [sys.executable, "-c", NOTES_DOWN, str(log)])
    asked = [GOOD, GOOD, REFUSED, GOOD, REPEATED]
    for name in asked:
        sounds.play(name)
    sounds.close()
    assert log.read_text().split() == asked


def test_nobody_waits_for_a_sound(qtbot: QtBot) -> None:
    sounds = PlayedSounds(FOLDER, [sys.executable, "-c", "import time; time.sleep(0.3)"])
    started = time.perf_counter()
    sounds.play(GOOD)
    sounds.play(REFUSED)
    assert time.perf_counter() - started < 0.2
    sounds.close()


@pytest.mark.parametrize("player", [[sys.executable, "-c", "raise SystemExit(1)"], ["/no/such/player"], []])
def test_without_a_working_player_the_display_beeps(
    qtbot: QtBot, player: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []

    def single_shot(delay: int, receiver: QObject, slot: object) -> None:
        beeps.append(delay)

    monkeypatch.setattr(QTimer, "singleShot", single_shot)
    sounds = PlayedSounds(FOLDER, player)
    sounds.play(REFUSED)
    sounds.close()
    qtbot.waitUntil(lambda: len(beeps) == BEEPS[REFUSED], timeout=3000)
