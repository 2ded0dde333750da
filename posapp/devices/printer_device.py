"""A receipt printer on a serial plug or on USB: a device node that goes both ways, asked as one on the network is."""

from __future__ import annotations

import errno
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from posapp.devices.printer_talk import USUAL, Patience, asked, printed
from posapp.domain.errors import Refused

SPEEDS: Final = (9600, 19200, 38400, 57600, 115200)
"""Bits a second of a serial plug; what the printer is set to stands on its own test page."""


class DevicePrinter:
    """`speed`: of a serial plug, 0 for USB. `answers=False` for one that never tells how it is."""

    simulated = False

    def __init__(self, path: Path, speed: int = 0, *, answers: bool = True, patience: Patience = USUAL) -> None:
        self._path, self._speed = path, speed
        self._answers, self._patience = answers, patience

    def check_place(self) -> None:
        """Refused("printer_file") when that is no device; one may be plugged in later."""
        if not self._path.is_absolute() or (self._path.exists() and not self._path.is_char_device()):
            raise Refused("printer_file", address=str(self._path)[:80])

    def check(self) -> None:
        """Ask it; Refused as the port says."""
        with self._line() as line:
            asked(line, self._patience, answers=self._answers)

    def send(self, data: bytes) -> None:
        """Ask, write, wait until it is worked off."""
        with self._line() as line:
            printed(line, data, self._patience, answers=self._answers)

    @contextmanager
    def _line(self) -> Iterator[DeviceLine]:
        self.check_place()
        with open_device(self._path, self._speed) as line:
            yield line


@contextmanager
def open_device(path: Path, speed: int) -> Iterator[DeviceLine]:
    """A line to a device node, a serial one (`speed`) set up; Refused("printer_off") where nothing is plugged in."""
    try:
        node = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise Refused("printer_off") from error
    try:
        if speed:
            _set_up(node, speed)
        yield DeviceLine(node)
    finally:
        os.close(node)


class DeviceLine:
    """Bytes there and back over an open node."""

    def __init__(self, node: int) -> None:
        self._node = node

    def send(self, data: bytes, seconds: float) -> None:
        """All of it, or TimeoutError."""
        until = time.monotonic() + seconds
        while data:
            left = until - time.monotonic()
            if left <= 0 or not select.select((), (self._node,), (), left)[1]:
                raise TimeoutError("the printer takes no more")
            data = data[os.write(self._node, data) :]

    def end(self, seconds: float) -> None:
        """A node says nothing of what was taken."""

    def next(self, seconds: float) -> bytes:
        """One byte, or TimeoutError."""
        if not select.select((self._node,), (), (), seconds)[0]:
            raise TimeoutError("no answer")
        return os.read(self._node, 1)


def _set_up(node: int, speed: int) -> None:
    """Eight bits, no parity, no echo, nothing translated; Refused("printer_off") when it is no serial plug."""
    if sys.platform == "win32":
        raise Refused("printer_off")
    import termios
    import tty

    try:
        tty.setraw(node)
        said = termios.tcgetattr(node)
        said[4] = said[5] = getattr(termios, f"B{speed}")
        termios.tcsetattr(node, termios.TCSANOW, said)
    except termios.error as error:
        raise Refused("printer_off") from OSError(errno.ENOTTY, str(error))
