"""The independent printer simulator emupos 0.4.0, run as a program of its own, driven through its control calls."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import ROOT

CONFIG = """schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: front
    type: printer
    profile: xprinter-xp80t
    connections:
      - tcp: {{ port: {port} }}
"""


def program() -> str:
    """Its command: POSAPP_EMUPOS, or an environment of its own beside ours (it needs Python 3.13), or on the path."""
    beside = ROOT / ".venv-emupos" / "bin" / "emupos"
    found = os.environ.get("POSAPP_EMUPOS") or (str(beside) if beside.exists() else shutil.which("emupos"))
    if not found:
        pytest.skip("no emupos: python3.13 -m venv .venv-emupos && .venv-emupos/bin/pip install emupos==0.4.0")
    return found


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on just now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [server.getsockname()[1] for server in held]
    for server in held:
        server.close()
    return ports


class Emulator:
    """Runs from here to `close`."""

    def __init__(self, folder: Path) -> None:
        command = [program(), "run"]
        self.port, api = free_ports(2)
        self._url = f"http://127.0.0.1:{api}/api/v1/devices/front"
        folder.mkdir()
        (folder / "emupos.yaml").write_text(CONFIG.format(port=self.port, api=api), encoding="utf-8")
        self._log = (folder / "log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(command, cwd=folder, stdout=self._log, stderr=self._log)
        self._answers()

    def _answers(self) -> None:
        until = time.monotonic() + 30
        while self._process.poll() is None and time.monotonic() < until:
            try:
                self.state()
                return
            except urllib.error.URLError:
                time.sleep(0.05)  # there is no line to wait on before it listens
        self._log.seek(0)
        raise AssertionError(f"emupos does not answer: {self._log.read()[-500:]}")

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(20)
        self._log.close()

    def _call(self, path: str = "", method: str = "GET") -> bytes:
        request = urllib.request.Request(self._url + path, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            body: bytes = answer.read()
            return body

    def state(self) -> dict[str, Any]:
        """Its faults and its drawer."""
        found: dict[str, Any] = json.loads(self._call())["state"]
        return found

    def fault(self, name: str, active: bool = True) -> None:
        """Paper out, cover open, off-line."""
        self._call(f"/faults/{name}", "PUT" if active else "DELETE")

    def receipts(self) -> list[str]:
        """Ids of what it printed, oldest first."""
        return [receipt["id"] for receipt in reversed(json.loads(self._call("/receipts")))]

    def picture(self, receipt: str) -> bytes:
        """The receipt as PNG."""
        return self._call(f"/receipts/{receipt}/image")

    def text(self, receipt: str) -> str:
        """The receipt as text."""
        return self._call(f"/receipts/{receipt}/text").decode("utf-8")
