"""A hub of this machine's own, for the demonstration shop and for replay: a process that is told what to load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from posapp.domain.errors import Refused


class HubProcess:
    """`python -m hub serve` on a free loopback port; it ends when its standard input closes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self, load: Path | None = None, port: int = 0) -> None:
        """Load a shop file if one is given, start, and wait for the line that names the address.

        Refused("hub_not_started") with the hub's last words when it does not come up.
        """
        if load is not None:
            self._ask("load", str(load))
        command = [*self._command("serve"), "--port", str(port), "--with-parent"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            _, words = self._process.communicate()
            raise Refused("hub_not_started", reason=words.strip()[-500:])
        said: dict[str, Any] = json.loads(line)
        self.url = str(said["url"])

    def code(self, store: str, register: str) -> str:
        """A one-time code that makes a till of this store and register."""
        return self._ask("code", "--store", store, "--register", register)

    def stop(self) -> None:
        """Close its input and wait for its orderly end."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _command(self, verb: str) -> list[str]:
        return [sys.executable, "-m", "hub", verb, "--data-dir", str(self._folder)]

    def _ask(self, verb: str, *arguments: str) -> str:
        done = subprocess.run([*self._command(verb), *arguments], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused("hub_not_started", reason=(done.stderr or done.stdout).strip()[-2000:])
        return done.stdout.strip()
