"""Something in the hub's place: it answers chosen paths with bytes of ours and hands the rest on to the real hub."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit


def answer(body: bytes, *, status: str = "200 OK", type_: str = "application/json", more: str = "") -> bytes:
    """A whole HTTP answer."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n{more}Connection: close\r\n\r\n"
    )
    return head.encode() + body


class Nonsense:
    """`answers`: a path, or the start of paths when it ends in "/" -> bytes. `paths` remembers what was asked."""

    def __init__(self, hub_url: str, answers: Mapping[str, bytes]) -> None:
        self.answers = dict(answers)
        self.paths: list[str] = []
        self._hub = urlsplit(hub_url).port or 80
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Off the line."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                till, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(till,), daemon=True).start()

    def _serve(self, till: socket.socket) -> None:
        with till:
            till.settimeout(30)
            try:
                self._one(till)
            except OSError:
                return

    def _one(self, till: socket.socket) -> None:
        request = whole(till)
        path = request.split(b" ", 2)[1].decode("latin-1") if request else ""
        self.paths.append(path)
        for start, data in self.answers.items():
            if path.startswith(start) if start.endswith("/") else path.partition("?")[0] == start:
                till.sendall(data)
                return
        with socket.create_connection(("127.0.0.1", self._hub), timeout=30) as hub:
            hub.sendall(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            while piece := hub.recv(65536):
                till.sendall(piece)


def whole(peer: socket.socket) -> bytes:
    """A request with its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length and (piece := peer.recv(65536)):
        body += piece
    return head + b"\r\n\r\n" + body
