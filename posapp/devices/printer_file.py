"""A printer that is a file: a device node such as /dev/usb/lp0, or an ordinary file that collects the bytes."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from posapp.domain.errors import Refused

COLLECTED: Final = frozenset({".bin", ".prn"})
"""The only endings of ordinary files that receipts are written to: a slip in the settings must not grow a script, a
database or somebody's letter."""

_AWAY: Final = frozenset({errno.ENOENT, errno.ENXIO, errno.ENODEV, errno.EBUSY, errno.EIO})


class FilePrinter:
    """Appends every job. A device node cannot be asked how it is: only what goes wrong on writing is known."""

    simulated = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def check_place(self) -> None:
        """Refused("printer_file") when that is no place for paper; a device may be plugged in later."""
        path = self._path
        takes_paper = path.is_char_device() or path.is_fifo() or (path.suffix in COLLECTED and path.is_file())
        if not path.is_absolute() or (path.exists() and not takes_paper):
            raise Refused("printer_file", address=f"file:{self._path}"[:80])

    def check(self) -> None:
        """As `check_place`, and Refused("printer_off") when there is nowhere to write."""
        self.check_place()
        if self._path.suffix not in COLLECTED and not self._path.exists():
            raise Refused("printer_off")  # a device that is not plugged in is never made into a file
        place = self._path if self._path.exists() else self._path.parent
        if not os.access(place, os.W_OK):
            raise Refused("printer_off")

    def send(self, data: bytes) -> None:
        """Write all of it."""
        self.check()
        written = 0
        try:
            with self._path.open("ab", buffering=0) as file:
                while written < len(data):
                    written += file.write(data[written:])
        except OSError as error:
            raise Refused("print_interrupted" if written or error.errno not in _AWAY else "printer_off") from error
