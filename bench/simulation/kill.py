"""A process that ends at a chosen step, and the files as it leaves them, without ending this process.

A kill takes what is in the process's memory and its locks, and nothing that was handed to the system. So at the chosen
step the folder is copied as it is, and nothing that the dying code still does to the folder counts.
"""

from __future__ import annotations

import shutil
import sys
from _thread import LockType
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Final, NoReturn

ROOT: Final = Path(__file__).parents[2]
TILL: Final = tuple(str(ROOT / name) for name in ("posapp/storage", "posapp/usecases", "sync"))
HUB: Final = (str(ROOT / "hub"),)
"""Where the steps of a till and of a hub are: each call into the interpreter's own functions (SQLite, files, sockets)
from these files is one, and so is its end."""


class Killed(BaseException):
    """The process ended here; no handler of the program may go on from it."""


def run_until(step: int, act: Callable[[], object], folder: Path, of: tuple[str, ...]) -> NoReturn:
    """Do it, and end at that step of it (or right after it, when it has fewer): always raises Killed, or its error.

    What the kill left is in `next_life(folder)` then. The old folder belongs to the dead: they may hold locks in memory
    for ever, so nobody can close what they had open.
    """
    count = 0
    inside: dict[CodeType, bool] = {}

    def watch(frame: FrameType, event: str, called: object) -> None:
        nonlocal count
        if event == "call" or event == "return" or isinstance(getattr(called, "__self__", None), LockType):
            return  # who dies with a lock just taken would wait for it on the way out, for ever
        code = frame.f_code
        steps = inside.get(code)
        if steps is None:
            steps = inside[code] = code.co_filename.startswith(of)
        if not steps:
            return
        count += 1
        if count == step:
            sys.setprofile(None)
            _keep(folder)
            raise Killed

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        act()
    except BaseException:
        if count < step:
            raise  # it ended by itself before its time
    finally:
        sys.setprofile(before)
    if count < step:
        _keep(folder)
    raise Killed  # whatever else the dying code met


def next_life(folder: Path) -> Path:
    """Where the files of a killed process are, as the kill left them: "till-1" goes on in "till-1.1"."""
    name, _, life = folder.name.partition(".")
    return folder.with_name(f"{name}.{int(life or 0) + 1}")


def _keep(folder: Path) -> None:
    left = shutil.ignore_patterns("*-shm", "*.lock")
    shutil.copytree(folder, next_life(folder), ignore=left, copy_function=shutil.copy)
