"""A life: a fork of this process that does something until it is killed."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from bench.killing.moments import Doom, Moments

Act = Callable[[Moments, IO[bytes]], object]
"""What it does; the stream ends when its parent lets go of it."""
_FILES: Final = 512


@dataclass(eq=False, slots=True)
class Life:
    """A running process. What it says comes through `pipe`."""

    role: str
    pid: int
    pipe: int
    leash: int
    moments: Moments
    doom: Doom | None
    kill_at: float | None = None
    _heard: bytearray = field(default_factory=bytearray)

    def kill(self) -> None:
        """-9; what it had said until then still comes."""
        os.kill(self.pid, signal.SIGKILL)

    def hear(self) -> list[str] | None:
        """The lines that have come, None when there will be no more."""
        said = os.read(self.pipe, 65_536)
        self._heard += said
        *lines, rest = self._heard.split(b"\n")
        self._heard = bytearray(rest)
        return [line.decode() for line in lines] if said or lines else None

    def let_go(self) -> None:
        """Whoever looks at its leash comes to an orderly end."""
        if self.leash >= 0:
            os.close(self.leash)
            self.leash = -1

    def ended(self) -> int:
        """Waits for its end: 9 when it was killed, 0 when it came to it by itself, less for its own fault."""
        status = os.waitpid(self.pid, 0)[1]
        self.let_go()
        os.close(self.pipe)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def begin(role: str, act: Act, moments: Moments, doom: Doom | None, log: Path) -> Life:
    """Fork and do it; whatever it complains of goes to the log."""
    reading, writing = os.pipe()
    holding, leash = os.pipe()
    pid = os.fork()
    if pid == 0:
        _live(act, moments, writing, holding, log)
    os.close(writing)
    os.close(holding)
    return Life(role, pid, reading, leash, moments, doom)


def _live(act: Act, moments: Moments, writing: int, holding: int, log: Path) -> None:
    code = 1
    try:
        _close_all_but(writing, holding)  # or the lives would hold each other's leashes
        words = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(words, 2)
        moments.say = lambda text: os.write(writing, text)
        act(moments, os.fdopen(holding, "rb", 0))
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _close_all_but(*kept: int) -> None:
    first = 3
    for descriptor in (*sorted(kept), _FILES):
        os.closerange(first, descriptor)
        first = descriptor + 1
