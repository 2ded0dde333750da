"""A receipt printer on the network: ESC/POS over TCP port 9100, one caller at a time, open - write - close."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from posapp.devices.printer_talk import PIECE, USUAL, Patience, asked, printed
from posapp.domain.errors import Refused

PORT: Final = 9100


class TcpPrinter:
    """One printer on the network. `answers=False` for the few that never tell how they are: then what the network took
    counts as printed, and paper that is out shows only at the printer."""

    simulated = False

    def __init__(self, host: str, port: int = PORT, *, answers: bool = True, patience: Patience = USUAL) -> None:
        self._address = (host, port)
        self._answers = answers
        self._patience = patience

    def check(self) -> None:
        """Connect and ask; Refused as the port says."""
        with self._line() as line:
            asked(line, self._patience, answers=self._answers)

    def send(self, data: bytes) -> None:
        """Ask, write, wait until it is worked off, close."""
        with self._line() as line:
            printed(line, data, self._patience, answers=self._answers)

    @contextmanager
    def _line(self) -> Iterator[_SocketLine]:
        try:
            plug = socket.create_connection(self._address, self._patience.connect)
        except OSError as error:
            raise Refused("printer_off") from error
        with plug:
            # A small send buffer: what has not left this machine is not yet the printer's.
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)
            yield _SocketLine(plug)


class _SocketLine:
    def __init__(self, plug: socket.socket) -> None:
        self._plug = plug

    def send(self, data: bytes, seconds: float) -> None:
        self._plug.settimeout(seconds)
        self._plug.sendall(data)

    def next(self, seconds: float) -> bytes:
        self._plug.settimeout(seconds)
        return self._plug.recv(1)

    def end(self, seconds: float) -> None:
        """Say that all is said and wait a little: a line that breaks shows here (OSError), a quiet printer is fine."""
        self._plug.shutdown(socket.SHUT_WR)
        self._plug.settimeout(seconds)
        try:
            while self._plug.recv(64):
                pass
        except TimeoutError:
            return
