"""One address for several hubs: each call goes to the next one, as the bluntest of load balancers does it."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from urllib.parse import urlsplit

_HEAD_ENDS = b"\r\n\r\n"


class Balancer:
    """No till stays with one hub: after each answer the connection ends. `calls` counts them, hub by hub."""

    def __init__(self, *hub_urls: str) -> None:
        self._ports = [urlsplit(url).port or 80 for url in hub_urls]
        self._turn = itertools.cycle(range(len(self._ports)))
        self.calls = [0] * len(self._ports)
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Taken away."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                till, _ = self._listening.accept()
            except OSError:
                return
            self._ends.append(till)
            threading.Thread(target=self._answer, args=(till,), daemon=True).start()

    def _answer(self, till: socket.socket) -> None:
        """One call, whole: what the till says goes to the hub whose turn it is, what that says comes back."""
        with contextlib.suppress(OSError):
            till.settimeout(60)
            said = b""
            while _HEAD_ENDS not in said and (piece := till.recv(65536)):
                said += piece
            if not said:
                return
            turn = next(self._turn)
            self.calls[turn] += 1
            with socket.create_connection(("127.0.0.1", self._ports[turn]), timeout=60) as hub:
                hub.sendall(_one_call(said))
                threading.Thread(target=_carry, args=(till, hub), daemon=True).start()
                _carry(hub, till)
        with contextlib.suppress(OSError):
            till.shutdown(socket.SHUT_RDWR)


def _one_call(said: bytes) -> bytes:
    """The head of a call after whose answer the hub hangs up."""
    head, _, body = said.partition(_HEAD_ENDS)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + _HEAD_ENDS + body


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
