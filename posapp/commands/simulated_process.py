"""A simulated provider of payments as a process of its own: how it is switched on and off, and what its books say."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from posapp.domain.errors import Refused


class SimulatedProcess:
    """`python -m MODULE`, which prints its port as JSON and ends when its standard input closes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    def switch_on(self, arguments: Sequence[str], not_started: Refused) -> None:
        """Start `arguments` (module and options); raises `not_started` when it does not come up."""
        command = [sys.executable, "-m", *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            raise not_started
        self.port = int(json.loads(line)["port"])

    @property
    def running(self) -> bool:
        """Whether it is switched on."""
        return self._process is not None

    def stop(self) -> None:
        """Switch it off."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def charges_in(books: Path, key: str) -> list[dict[str, Any]]:
    """Each charge as it stands now, in the order in which they were first taken or refused, and how often it was paid.
    `books`: JSON Lines of its moves; `key`: the field that names a charge."""
    rows: dict[str, dict[str, Any]] = {}
    for line in books.read_text("utf-8").splitlines() if books.exists() else ():
        row = json.loads(line)
        rows[row[key]] = {**rows.get(row[key], {"times_paid": 0}), **row}
        rows[row[key]]["times_paid"] += row["state"] == "paid"
    return list(rows.values())
