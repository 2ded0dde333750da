"""A simulated card terminal of this machine's own, for the demonstration shop, for replay and for tests: a process."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from posapp.devices.terminal_simulated import PARTS
from posapp.devices.terminal_tcp import USUAL, Patience, TcpTerminal
from posapp.domain.errors import Refused


class TerminalProcess:
    """`python -m posapp.devices.terminal_simulated` on a free loopback port; it outlives a till that is killed."""

    def __init__(self, folder: Path) -> None:
        self._books = folder / "terminal.jsonl"
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    def start(self, *, thinks: float = 0.0, late: float = 1.0, port: int = 0) -> None:
        """Switch it on; Refused("terminal_not_started") when it does not come up."""
        command = [sys.executable, "-m", "posapp.devices.terminal_simulated", "--books", str(self._books)]
        command += ["--thinks", str(thinks), "--late", str(late), "--port", str(port or self.port)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.communicate()
            self._process = None
            raise Refused("terminal_not_started", reason=str(self._books.parent))
        self.port = int(json.loads(line)["port"])

    @property
    def running(self) -> bool:
        """Whether it is switched on."""
        return self._process is not None

    @property
    def address(self) -> str:
        """As the settings of a machine name it."""
        return f"simulated://127.0.0.1:{self.port}"

    def provider(self, patience: Patience = USUAL) -> TcpTerminal:
        """How a till asks it."""
        return TcpTerminal("127.0.0.1", self.port, simulated=True, patience=patience)

    def play(self, part: str) -> None:
        """How it behaves about the next charge: one of `terminal_simulated.PARTS`, else KeyError."""
        PARTS[part]
        with socket.create_connection(("127.0.0.1", self.port), 5.0) as line, line.makefile("rw") as talk:
            talk.write(json.dumps({"do": "play", "as": part}) + "\n")
            talk.flush()
            talk.readline()

    def books(self) -> list[dict[str, Any]]:
        """Each charge as it stands now, in the order in which they were first taken or refused."""
        rows: dict[str, dict[str, Any]] = {}
        for line in self._books.read_text("utf-8").splitlines() if self._books.exists() else ():
            row = json.loads(line)
            rows[row["id"]] = {**rows.get(row["id"], {"times_paid": 0}), **row}
            rows[row["id"]]["times_paid"] += row["state"] == "paid"
        return list(rows.values())

    def stop(self) -> None:
        """Switch it off."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
