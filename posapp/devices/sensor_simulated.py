"""A visitor sensor without a door: `python -m posapp.devices.sensor_simulated [--port N] [--visitors N]`.

It speaks as `sensor_tcp` says. `--visitors`: so many are there at each date from the start. `{"do": "come_in", "date":
"2026-11-23", "people": 3}` lets people in. It says its port on its standard output and ends when its standard input
closes.
"""

from __future__ import annotations

import argparse
import json
import socketserver
import sys
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any


class SimulatedSensor:
    """How many came in on each date."""

    def __init__(self, visitors: int = 0) -> None:
        self._lock = threading.Lock()
        self._first = visitors
        self._came: Counter[str] = Counter()

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The count of that date; people who come in are in it."""
        date = str(asked["date"])
        with self._lock:
            if asked["do"] == "come_in":
                self._came[date] += int(asked["people"])
            return {"date": date, "count": self._first + self._came[date], "name": "door"}


class _Door(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, _Server)
        try:
            for text in self.rfile:
                self.wfile.write(json.dumps(server.sensor.answer(json.loads(text))).encode() + b"\n")
        except (OSError, ValueError, KeyError, TypeError):
            return  # no till at all


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, sensor: SimulatedSensor) -> None:
        super().__init__(("127.0.0.1", port), _Door)
        self.sensor = sensor


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until standard input closes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--visitors", type=int, default=0)
    given = parser.parse_args(argv)
    with _Server(given.port, SimulatedSensor(given.visitors)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(json.dumps({"port": server.server_address[1]}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
