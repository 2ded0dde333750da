"""A hub of this machine's own, for the demonstration shop and for replay: started as a process, told to load and to enrol."""

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
        """Start it and wait for the line that names its address; Refused("hub_not_started") with its last words otherwise."""
        command = [sys.executable, "-m", "hub", "serve", "--data-dir", str(self._folder), "--port", str(port), "--follow-stdin"]
        if load is not None:
            command += ["--load", str(load)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            _, words = self._process.communicate()
            raise Refused("hub_not_started", reason=words.strip()[-500:])
        said: dict[str, Any] = json.loads(line)
        self.url = str(said["url"])

    def stop(self) -> None:
        """Close its input and wait for its orderly end."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
