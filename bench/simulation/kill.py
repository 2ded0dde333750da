"""A process that ends at a chosen step, and the files as it leaves them, without ending this process.

A kill takes what is in the process's memory and its locks, and nothing that was handed to the system. So at the chosen
step the folder is copied as it is, and nothing that the dying code still does to the folder counts.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final, TypeVar

ROOT: Final = Path(__file__).parents[2]
TILL: Final = tuple(str(ROOT / name) for name in ("posapp/storage", "posapp/usecases", "sync"))
HUB: Final = (str(ROOT / "hub"),)
"""Where the steps of a till and of a hub are: each call into the interpreter's own functions (SQLite, files, sockets)
from these files is one, and so is its end."""

T = TypeVar("T")


class Killed(BaseException):
    """The process ended here; no handler of the program may go on from it."""


def run_until(step: int, act: Callable[[], T], folder: Path, of: tuple[str, ...]) -> T:
    """Do it, and end at that step of it (or right after it, when it has fewer): always raises Killed, or its error."""
    left, count = step, 0

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        if not event.startswith("c_") or not frame.f_code.co_filename.startswith(of):
            return
        count += 1
        if count == left:
            sys.setprofile(None)
            _keep(folder)
            raise Killed

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(before)
    _keep(folder)
    raise Killed


def put_back(folder: Path) -> None:
    """The folder as the kill left it; whoever had it open has let go by now."""
    shutil.rmtree(folder)
    _left(folder).rename(folder)


def _keep(folder: Path) -> None:
    shutil.rmtree(_left(folder), ignore_errors=True)
    shutil.copytree(folder, _left(folder), ignore=shutil.ignore_patterns("*-shm", "*.lock"))


def _left(folder: Path) -> Path:
    return folder.with_name(folder.name + ".left")
