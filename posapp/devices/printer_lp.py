"""A printer of the operating system (CUPS), by its own program `lp`: a receipt printer on a raw queue, or an office
printer that takes PDF. The system keeps a queue of its own, so what it took counts as printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Final

from posapp.domain.errors import Refused

NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}")
SECONDS: Final = 15.0
_NO_PAPER: Final = ("media-empty", "media-needed")
_STOPPED: Final = ("disabled", "stopped", "not accepting")


class LpPrinter:
    """`queue`: as `lpstat -e` names it."""

    simulated = False

    def __init__(self, queue: str, seconds: float = SECONDS) -> None:
        if not NAME.fullmatch(queue):
            raise Refused("printer_address", address=f"lp:{queue}"[:80])
        self._queue, self._seconds = queue, seconds

    def check(self) -> None:
        """Ask the system how the queue is; Refused as the port says."""
        done = self._run(["lpstat", "-l", "-p", self._queue])
        said = done.stdout.decode("utf-8", "replace").lower()
        if done.returncode or not said.strip():
            raise Refused("printer_queue", queue=self._queue)
        if any(word in said for word in _NO_PAPER):
            raise Refused("printer_paper_out")
        if any(word in said for word in _STOPPED):
            raise Refused("printer_off")

    def send(self, data: bytes) -> None:
        """Hand the job to the system."""
        self.check()
        way = [] if data.startswith(b"%PDF") else ["-o", "raw"]
        done = self._run(["lp", "-s", "-d", self._queue, *way, "--", "-"], data)
        if done.returncode:
            raise Refused("printer_off")

    def _run(self, command: list[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        program = shutil.which(command[0])
        if program is None:
            raise Refused("printer_no_lp")
        plain = {**os.environ, "LC_ALL": "C"}
        try:
            return subprocess.run(
                [program, *command[1:]], input=data, capture_output=True, timeout=self._seconds, env=plain, check=False
            )
        except subprocess.TimeoutExpired as error:  # what became of the job nobody knows
            raise Refused("print_interrupted" if data else "printer_silent") from error
        except OSError as error:
            raise Refused("printer_off") from error
