"""One till on one folder: a lock of the operating system that ends with the process, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from posapp.domain.errors import Refused


class FolderLock:
    """Held from construction until `release`; Refused("till_in_use") while another process holds it."""

    def __init__(self, folder: Path) -> None:
        path = folder / "till.lock"
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Refused("folder_closed", folder=str(folder)) from error
        try:
            _take(self._file)
        except OSError as error:
            os.close(self._file)
            raise Refused("till_in_use", folder=str(folder)) from error

    def release(self) -> None:
        """Let another process have the folder; a second call does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _take(file: int) -> None:
    """OSError when another process (or another opening in this one) has it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
