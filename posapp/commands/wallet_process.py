"""Simulated wallets of this machine's own, for the demonstration shop, for replay and for tests: a process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from posapp.commands.simulated_process import SimulatedProcess, charges_in
from posapp.domain.errors import Refused


class WalletProcess(SimulatedProcess):
    """`python -m hub.providers.simulated` on a free loopback port. The hub of that folder asks it from then on."""

    def __init__(self, folder: Path, hub: Path) -> None:
        super().__init__()
        self._folder, self._hub = folder / "wallets", hub

    def start(self, *, thinks: float = 0.0, late: float = 7.0, mute: float = 7.0) -> None:
        """Switch them on; Refused("wallets_not_started") when they do not come up."""
        command = ["hub.providers.simulated", "--folder", str(self._folder)]
        command += ["--tell", str(self._hub / "wallets.json"), "--port", str(self.port)]
        command += ["--thinks", str(thinks), "--late", str(late), "--mute", str(mute)]
        self.switch_on(command, Refused("wallets_not_started", reason=str(self._folder)))

    def play(self, wallet: str, part: str, *, anew: bool = False) -> None:
        """How a wallet behaves about the next charge: one of `hub.providers.simulated_books.PARTS`; `anew`: its books
        begin again."""
        body = json.dumps({"wallet": wallet, "as": part, "anew": anew}).encode()
        with build_opener(ProxyHandler({})).open(Request(f"http://127.0.0.1:{self.port}/play", body), timeout=5.0):
            pass

    def books(self, wallet: str) -> list[dict[str, Any]]:
        """Its charges, see `charges_in`."""
        return charges_in(self._folder / f"{wallet}.jsonl", "order")
