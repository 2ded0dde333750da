"""A simulated card terminal of this machine's own, for the demonstration shop, for replay and for tests: a process."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

from posapp.commands.simulated_process import SimulatedProcess, charges_in
from posapp.devices.terminal_simulated import PARTS
from posapp.devices.terminal_tcp import USUAL, Patience, TcpTerminal
from posapp.domain.errors import Refused


class TerminalProcess(SimulatedProcess):
    """`python -m posapp.devices.terminal_simulated` on a free loopback port; it outlives a till that is killed."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._books = folder / "terminal.jsonl"

    def start(self, *, thinks: float = 0.0, late: float = 1.0, port: int = 0) -> None:
        """Switch it on; Refused("terminal_not_started") when it does not come up."""
        command = ["posapp.devices.terminal_simulated", "--books", str(self._books)]
        command += ["--thinks", str(thinks), "--late", str(late), "--port", str(port or self.port)]
        self.switch_on(command, Refused("terminal_not_started", reason=str(self._books.parent)))

    @property
    def address(self) -> str:
        """As the settings of a machine name it."""
        return f"simulated://127.0.0.1:{self.port}"

    def provider(self, patience: Patience = USUAL) -> TcpTerminal:
        """How a till asks it."""
        return TcpTerminal("127.0.0.1", self.port, simulated=True, patience=patience)

    def play(self, part: str, *, anew: bool = False) -> None:
        """How it behaves about the next charge: one of `terminal_simulated.PARTS`, else KeyError; `anew`: its books
        begin again."""
        PARTS[part]
        with socket.create_connection(("127.0.0.1", self.port), 5.0) as line, line.makefile("rw") as talk:
            talk.write(json.dumps({"do": "play", "as": part, "anew": anew}) + "\n")
            talk.flush()
            talk.readline()

    def books(self) -> list[dict[str, Any]]:
        """Its charges, see `charges_in`."""
        return charges_in(self._books, "id")
