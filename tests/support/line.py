"""A line that carries bytes as they come, streams included, and can go dead without a word or be cut."""

from __future__ import annotations

import contextlib
import socket
import threading
from queue import Queue
from urllib.parse import urlsplit


class Line:
    """Between a till and its hub. `calls` gets True for each connection that somebody opens."""

    def __init__(self, hub_url: str) -> None:
        self._hub = urlsplit(hub_url).port or 80
        self.calls: Queue[bool] = Queue()
        self._ends: list[socket.socket] = []
        self._alive = threading.Event()
        self._alive.set()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def die(self) -> None:
        """Nothing comes through any more, and nobody says so."""
        self._alive.clear()

    def recover(self) -> None:
        """New calls come through; those that were swallowed are lost."""
        self.cut()
        self._alive.set()

    def cut(self) -> None:
        """Every connection breaks off."""
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Taken away."""
        self._alive.set()
        self.cut()
        self._listening.close()
        for end in self._ends:
            end.close()

    def _accept(self) -> None:
        while True:
            try:
                till, _ = self._listening.accept()
                hub = socket.create_connection(("127.0.0.1", self._hub), timeout=30)
            except OSError:
                return
            self._ends += [till, hub]
            self.calls.put(True)
            for one, other in ((till, hub), (hub, till)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            one.settimeout(None)
            while piece := one.recv(65536):
                if self._alive.is_set():
                    other.sendall(piece)
            other.shutdown(socket.SHUT_RDWR)
