"""A hub of this machine's own, for the demonstration shop and for replay: a process that is told what to load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from posapp.commands.wallet_process import WalletProcess
from posapp.domain.errors import Refused


class HubProcess:
    """`python -m hub serve` on a free loopback port; it ends when its standard input closes."""

    def __init__(self, folder: Path, *, still: bool = False) -> None:
        """`still`: it does nothing because time has passed, as a script's hub, whose day stands still."""
        self._folder, self._still = folder, still
        self._process: subprocess.Popen[str] | None = None
        self.url = ""
        self.codes: dict[str, dict[str, str]] = {}
        """Store -> register -> one-time code, told once when a shop file is loaded."""
        self.problems: list[str] = []
        """What was wrong in the shop file; the good rows are loaded all the same."""

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self._folder

    def wallets(self, folder: Path) -> WalletProcess:
        """Simulated wallets that it asks, once they are switched on; `folder`: where their files lie."""
        return WalletProcess(folder, self._folder)

    def start(self, load: Path | None = None, port: int = 0, *, own_pages: bool = False) -> None:
        """Load a shop file if one is given, start, and wait for the line that names the address. `own_pages`: receipts
        of that shop lead to pages at this hub's own address.

        Refused("hub_not_started") with the hub's last words when it does not come up.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = [sys.executable, "-m", "hub", "serve", "--data-dir", str(self._folder), "--port", str(port)]
        command += ["--with-parent", *(["--load", str(load)] if load else [])]
        command += ["--own-pages"] if own_pages else []
        command += ["--still"] if self._still else []
        log = self._folder / "hub.log"
        with log.open("w", encoding="utf-8") as words:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=words, text=True, encoding="utf-8"
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.communicate()
            self._process = None
            raise Refused("hub_not_started", reason=log.read_text("utf-8").strip()[-500:])
        said: dict[str, Any] = json.loads(line)
        self.url = str(said["url"])
        self.codes = said.get("codes", {})
        self.problems = said.get("problems", [])

    def code(self, store: str, register: str) -> str:
        """A one-time code that makes a till of this store and register."""
        told = self.codes.get(store, {}).pop(register, None)
        if told is not None:
            return told
        command = [sys.executable, "-m", "hub", "code", "--data-dir", str(self._folder)]
        command += ["--store", store, "--register", register]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused("hub_not_started", reason=done.stderr.strip()[-500:])
        return done.stdout.strip()

    def command(self, name: str, *more: str, typed: str = "") -> str:
        """What a command of the hub prints; Refused("hub_said_no") with its words. `typed`: on its standard input."""
        line = [sys.executable, "-m", "hub", name, "--data-dir", str(self._folder), *more]
        done = subprocess.run(line, input=typed, capture_output=True, text=True, check=False, encoding="utf-8")
        if done.returncode:
            raise Refused("hub_said_no", reason=done.stderr.strip().removeprefix("hub: ")[-500:])
        return done.stdout.strip()

    def stop(self) -> None:
        """Close its input and wait for its orderly end."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
            self.url = ""


def still_hub(folder: Path) -> HubProcess:
    """Of a script, whose day stands still whatever the day outside is."""
    return HubProcess(folder, still=True)
