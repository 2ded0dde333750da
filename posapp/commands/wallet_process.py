"""Simulated wallets of this machine's own, for the demonstration shop, for replay and for tests: a process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from posapp.domain.errors import Refused


class WalletProcess:
    """`python -m hub.providers.simulated` on a free loopback port. The hub of that folder asks it from then on."""

    def __init__(self, folder: Path, hub: Path) -> None:
        self._folder, self._hub = folder / "wallets", hub
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    def start(self, *, thinks: float = 0.0, late: float = 7.0, mute: float = 7.0) -> None:
        """Switch them on; Refused("wallets_not_started") when they do not come up."""
        command = [sys.executable, "-m", "hub.providers.simulated", "--folder", str(self._folder)]
        command += ["--tell", str(self._hub / "wallets.json"), "--port", str(self.port)]
        command += ["--thinks", str(thinks), "--late", str(late), "--mute", str(mute)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.communicate()
            self._process = None
            raise Refused("wallets_not_started", reason=str(self._folder))
        self.port = int(json.loads(line)["port"])

    @property
    def running(self) -> bool:
        """Whether they are switched on."""
        return self._process is not None

    def play(self, wallet: str, part: str) -> None:
        """How a wallet behaves about the next charge: one of `hub.providers.simulated_books.PARTS`."""
        body = json.dumps({"wallet": wallet, "as": part}).encode()
        with build_opener(ProxyHandler({})).open(Request(f"http://127.0.0.1:{self.port}/play", body), timeout=5.0):
            pass

    def books(self, wallet: str) -> list[dict[str, Any]]:
        """Each charge as it stands now, in the order in which they were first taken or refused."""
        rows: dict[str, dict[str, Any]] = {}
        file = self._folder / f"{wallet}.jsonl"
        for line in file.read_text("utf-8").splitlines() if file.exists() else ():
            row = json.loads(line)
            rows[row["order"]] = {**rows.get(row["order"], {"times_paid": 0}), **row}
            rows[row["order"]]["times_paid"] += row["state"] == "paid"
        return list(rows.values())

    def stop(self) -> None:
        """Switch them off."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
