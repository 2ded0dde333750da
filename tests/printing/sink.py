"""A receipt printer on the network as tests need it: a real socket that answers, refuses, stalls, cuts and runs dry."""

from __future__ import annotations

import socket
import struct
import threading
from typing import Literal

Mood = Literal["ready", "paper_out", "cover_open", "offline", "mute", "cut", "stall", "runs_dry", "no_turn"]
"""cut: breaks the line after `after` bytes of a job; stall: stops reading and answering there; runs_dry: has no paper
from there on and goes silent in turn but not at once; no_turn: knows DLE EOT but not GS r; mute: answers nothing."""

_BAD_STATE = {"paper_out": (0x1A, 0x12, 0x7E), "cover_open": (0x1A, 0x16, 0x12), "offline": (0x1A, 0x12, 0x12)}


class PrinterSink:
    """Listens on a free port. A mood holds for a whole call; `jobs` are the whole jobs it took, `started` counts those
    that sent a first byte, `go_on` ends a stall."""

    def __init__(self) -> None:
        self.mood: Mood = "ready"
        self.after = 1000
        self.jobs: list[bytes] = []
        self.started = 0
        self.came = threading.Condition()
        self.go_on = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="sink")
        self._thread.start()

    def close(self) -> None:
        """Switched off: from here on callers find the port closed."""
        self.go_on.set()
        if self._thread.is_alive():
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def wait_jobs(self, count: int, seconds: float = 10) -> list[bytes]:
        """Return when that many whole jobs came."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.jobs) >= count, seconds), f"{len(self.jobs)} of {count} came"
            return list(self.jobs)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                try:
                    _Call(self, line).serve()
                except OSError:
                    continue

    def begins(self) -> None:
        """A first byte of a job came."""
        with self.came:
            self.started += 1
            self.came.notify_all()

    def took(self, job: bytes) -> None:
        """A caller is done."""
        with self.came:
            if job:
                self.jobs.append(job)
            self.came.notify_all()


class _Call:
    """One connection."""

    def __init__(self, sink: PrinterSink, line: socket.socket) -> None:
        self.sink, self.line, self.mood = sink, line, sink.mood
        self.job = bytearray()
        self.pending = b""

    def serve(self) -> None:
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.line.settimeout(20)
        while got := self.line.recv(1024):
            self.pending += got
            self.take()
            if not self.goes_on():
                return
        if self.mood != "runs_dry":
            self.sink.took(bytes(self.job + self.pending))

    def take(self) -> None:
        """Answer what was asked at once, keep the rest as the job; a question may arrive in two parts."""
        data, self.pending = self.pending, b""
        while data:
            if data[:1] in (b"\x10", b"\x1d") and len(data) < 3:
                self.pending = data
                return
            if data[:2] == b"\x10\x04":
                self.answer(data[2])
                data = data[3:]
            elif data[:3] == b"\x1dr\x01":
                if self.mood in ("ready", "cut", "stall"):
                    self.line.sendall(b"\x00")
                data = data[3:]
            else:
                if not self.job:
                    self.sink.begins()
                self.job += data[:1]
                data = data[1:]

    def answer(self, question: int) -> None:
        mood = self.mood
        if mood == "mute":
            return
        dry = mood == "runs_dry" and len(self.job) >= self.sink.after
        state, cause, paper = _BAD_STATE.get("paper_out" if dry else mood, (0x12, 0x12, 0x12))
        self.line.sendall(bytes([{1: state, 2: cause, 4: paper}[question]]))

    def goes_on(self) -> bool:
        if len(self.job) < self.sink.after:
            return True
        if self.mood == "cut":
            self.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if self.mood == "stall":
            self.sink.go_on.wait(20)
            return False
        return True
