"""At which moment is a process? Told in memory that outlives it, so that whoever killed it can see where it was."""

from __future__ import annotations

import mmap
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import FrameType, ModuleType
from typing import Any, Final

HERE: Final = b"here\n"
"""What a process says when the moment has come at which its parent is to kill it."""
_OUTSIDE: Final = frozenset({"sqlcipher3.dbapi2", "posix", "_io", "socket", "_socket"})


@dataclass(frozen=True, slots=True)
class Doom:
    """How a life is to end: the `nth` time that it comes to this moment; at that `step` of it, by its own hand, or by
    its parent's clock where there is none. 0 is on the threshold; beyond the last step is at its very end.

    A step is a call to SQLite, a file or a socket, and so is its end.
    """

    moment: str
    nth: int = 1
    step: int | None = None


class Moments:
    """Made by the parent, used by the child; `say` reaches the parent."""

    def __init__(self, names: Sequence[str], doom: Doom | None = None) -> None:
        self._names, self._doom = names, doom
        self._inside = mmap.mmap(-1, mmap.PAGESIZE)
        self._met = 0
        self.say: Callable[[bytes], object] = lambda words: None

    def where(self) -> list[str]:
        """The moments that the process is in, or was in when it ended; the innermost last."""
        return [name for at, name in enumerate(self._names) if self._inside[at]]

    def mark(self, owner: type | ModuleType, attribute: str, name: str, inside: str = "") -> None:
        """From now on each call of that function is this moment; `inside`: only within that other one."""
        whole = getattr(owner, attribute)

        @wraps(whole)
        def marked(*args: Any, **named: Any) -> Any:
            if inside and inside not in self.where():
                return whole(*args, **named)
            with self.during(name):
                return whole(*args, **named)

        setattr(owner, attribute, marked)

    @contextmanager
    def during(self, name: str) -> Iterator[None]:
        """What is done inside is this moment."""
        at = self._names.index(name)
        self._inside[at] += 1
        ends_here = self._ends_here(name)
        try:
            yield
        finally:
            if ends_here:
                _die()
            self._inside[at] -= 1

    def _ends_here(self, name: str) -> bool:
        """Begins to count the steps where this is the fated moment."""
        doom = self._doom
        if doom is None or doom.moment != name:
            return False
        self._met += 1
        if self._met != doom.nth:
            return False
        if doom.step is None:
            self.say(HERE)
            return False
        _die_after(doom.step)
        return True


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_after(steps: int) -> None:
    left = steps

    def watch(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event.startswith("c_") and _is_outside(called):
            left -= 1
            if left <= 0:
                _die()

    if not steps:
        _die()
    threading.setprofile(watch)  # those that it starts: a question to the hub has one of its own
    sys.setprofile(watch)


def _is_outside(called: Any) -> bool:
    owner = getattr(called, "__self__", None)
    return (owner.__name__ if isinstance(owner, ModuleType) else type(owner).__module__) in _OUTSIDE
