"""The machine's settings as a small JSON file that a technician can read; it is looked at before the first paint.

It holds no business fact: a file that cannot be read is put aside and the machine starts with the usual settings.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from posapp.domain.errors import Refused
from posapp.domain.machine import PAPERS, SCALES, MachineSettings

FILE: Final = "machine.json"
_CHOICES: Final[Mapping[str, tuple[Any, ...]]] = {
    "language": ("", "zh", "en"),
    "scale": SCALES,
    "scan_ending": ("either", "enter", "tab"),
    "paper": PAPERS,
    "receipt_words": ("zh", "en", "both"),
    "drawer_pin": (2, 5),
}
_RANGES: Final = {"scan_gap": (5, 200), "scan_least": (3, 40), "backup_keep": (1, 400)}


def load_machine(folder: Path) -> MachineSettings:
    """The settings of this folder; what is missing or makes no sense is as usual."""
    path = folder / FILE
    usual = MachineSettings()
    if not path.exists():
        return usual
    try:
        said = json.loads(path.read_text("utf-8"))
    except ValueError:
        said = None
    if not isinstance(said, dict):
        path.replace(path.with_suffix(".damaged"))
        return usual
    known = usual._asdict()
    good = {name: value for name, value in said.items() if name in known and _fits(name, value, known[name])}
    return MachineSettings(**good)


def save_machine(folder: Path, settings: MachineSettings) -> None:
    """Write all of it, whole or not at all; Refused("folder_closed") when the folder does not take it."""
    new = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with new.open("w", encoding="utf-8") as file:
            json.dump(settings._asdict(), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / FILE)
    except OSError as error:
        raise Refused("folder_closed") from error


def _fits(name: str, value: Any, usual: Any) -> bool:
    if type(value) is not type(usual):
        return False
    if name in _CHOICES:
        return value in _CHOICES[name]
    low, high = _RANGES.get(name, (None, None))
    return low is None or low <= value <= high
