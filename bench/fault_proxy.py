"""A line that misbehaves on purpose: a TCP proxy on loopback that cuts, delays, repeats, garbles and refuses."""

from __future__ import annotations

import random
import socket
import threading
from collections import Counter
from collections.abc import Callable
from typing import Literal
from urllib.parse import urlsplit

Fault = Literal["ok", "refuse", "cut_request", "cut_answer", "stall", "late", "twice", "garble", "captive"]
Choose = Callable[[random.Random], Fault]

_CAPTIVE = b"<html><body>Welcome to the free WiFi</body></html>"
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(_CAPTIVE), _CAPTIVE)


def steady(fault: Fault) -> Choose:
    """Always the same."""
    return lambda _: fault


def weather(**weights: int) -> Choose:
    """Faults at random by weight, for instance weather(ok=5, cut_answer=1)."""
    return lambda r: r.choices(list(weights), list(weights.values()))[0]  # type: ignore[return-value]


class FaultProxy:
    """Sits between a till and its hub. `choose` decides each request's fate; `seen` counts them."""

    def __init__(self, hub_url: str, choose: Choose, seed: int = 1) -> None:
        self.choose = choose
        self.seen: Counter[str] = Counter()
        self._hub = urlsplit(hub_url).port or 80
        self._random = random.Random(seed)
        self._released = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take the proxy off the line; stalled requests end."""
        self._released.set()
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
            till.settimeout(60)
            try:
                while (request := _message(till)) and self._one(till, request):
                    pass
            except OSError:
                self.seen["broken"] += 1

    def _one(self, till: socket.socket, request: bytes) -> bool:
        """Handle one request; False when the connection ends here."""
        fault = self.choose(self._random)
        self.seen[fault] += 1
        if fault == "refuse":
            return False
        if fault == "captive":
            till.sendall(_PAGE)
            return True
        if fault == "cut_request":
            with self._upstream() as hub:
                hub.sendall(request[: self._random.randrange(1, len(request))])
            return False
        answer = self._asked(request)
        if fault == "twice":
            answer = self._asked(request)
        if fault in ("stall", "late"):
            self._released.wait(15 if fault == "stall" else 0.3)
        if fault == "stall":
            return False
        if fault == "cut_answer":
            till.sendall(answer[: self._random.randrange(0, len(answer))])
            return False
        if fault == "garble":
            at = self._random.randrange(len(answer))
            answer = answer[:at] + bytes([answer[at] ^ 0x55]) + answer[at + 1 :]
        till.sendall(answer)
        return True

    def _upstream(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._hub), timeout=30)

    def _asked(self, request: bytes) -> bytes:
        with self._upstream() as hub:
            hub.sendall(request)
            return _message(hub)


def _message(peer: socket.socket) -> bytes:
    """One HTTP message with a Content-Length, or b"" when the peer went away."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        piece = peer.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body
