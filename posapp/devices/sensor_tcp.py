"""A sensor over the door, on the network. One JSON object a line over TCP, one question a connection.

{"do": "visitors", "date": "2026-11-23"}
{"date": "2026-11-23", "count": 412, "name": "door"}
"""

from __future__ import annotations

import json
import socket
from typing import Any, Final
from urllib.parse import urlsplit

from posapp.domain.errors import Refused
from posapp.domain.typed import seen
from posapp.ports.visitor_sensor import SIMULATED_SOURCE, Visitors

PORT: Final = 9230
_SECONDS: Final = 2.0
_MOST: Final = 1024
"""An answer is a short line; whoever sends more is no sensor."""


class TcpSensor:
    """One sensor. `simulated`: a program that plays one; the entry says so."""

    def __init__(self, host: str, port: int = PORT, *, simulated: bool = False) -> None:
        self._address = (host, port)
        self.simulated = simulated

    def ask(self, date: str) -> Visitors | None:
        """As the port says."""
        try:
            with socket.create_connection(self._address, _SECONDS) as line:
                line.settimeout(_SECONDS)
                line.sendall(json.dumps({"do": "visitors", "date": date}).encode() + b"\n")
                with line.makefile("rb") as talk:
                    told: Any = json.loads(talk.readline(_MOST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(told, dict) or told.get("date") != date:
            return None
        count, name = told.get("count"), told.get("name", "")
        if type(count) is not int or count < 0 or not isinstance(name, str):
            return None
        source = f"sensor {seen(name)[:40]}".strip()
        return Visitors(count, f"{SIMULATED_SOURCE} {source}" if self.simulated else source)


def sensor_at(address: str) -> TcpSensor | None:
    """tcp://host:port, simulated://host:port for a program that plays one, or "" for none; Refused("sensor_address")
    for anything else."""
    text = address.strip()
    if not text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port or PORT
    except ValueError as error:
        raise Refused("sensor_address", address=text[:80]) from error
    if parts.scheme not in ("tcp", "simulated") or not parts.hostname:
        raise Refused("sensor_address", address=text[:80])
    return TcpSensor(parts.hostname, port, simulated=parts.scheme == "simulated")
