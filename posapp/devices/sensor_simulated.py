"""A visitor sensor without a door: `python -m posapp.devices.sensor_simulated [--port N] [--visitors N] [--spread]`.

It speaks as `sensor_tcp` says. `--visitors`: so many come in on each date; all are there from the start, or `--spread`
evenly from 8 to 22 o'clock of this machine, today's as far as the clock has come, so that a restart takes nobody back.
`{"do": "come_in", "date": "2026-11-23", "people": 3}` lets more people in. It says its port on its
standard output and ends when its standard input closes.
"""

from __future__ import annotations

import argparse
import json
import socketserver
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

OPENS: Final = 8
MINUTES: Final = 14 * 60


class SimulatedSensor:
    """How many came in on each date; `clock` tells this machine's time where they come one after the other."""

    def __init__(self, visitors: int = 0, clock: Callable[[], datetime] | None = None) -> None:
        self._lock = threading.Lock()
        self._visitors, self._clock = visitors, clock
        self._came: Counter[str] = Counter()

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The count of that date; people who come in are in it."""
        date = str(asked["date"])
        with self._lock:
            if asked["do"] == "come_in":
                self._came[date] += int(asked["people"])
            return {"date": date, "count": self._of_itself(date) + self._came[date], "name": "door"}

    def _of_itself(self, date: str) -> int:
        if self._clock is None:
            return self._visitors
        now = self._clock()
        today = now.date().isoformat()
        if date != today:
            return self._visitors if date < today else 0
        minutes = (now.hour - OPENS) * 60 + now.minute
        return self._visitors * min(max(minutes, 0), MINUTES) // MINUTES


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
    parser.add_argument("--spread", action="store_true")
    given = parser.parse_args(argv)
    with _Server(given.port, SimulatedSensor(given.visitors, datetime.now if given.spread else None)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(json.dumps({"port": server.server_address[1]}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
