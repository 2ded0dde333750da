"""A receipt printer on the network: ESC/POS over TCP port 9100, one caller at a time, open - write - close.

Before the bytes the printer is asked how it is (DLE EOT, answered at once), after them it is asked to answer when it
has worked off all that came before (GS r, answered in turn): only that answer says that it has taken the receipt.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from posapp.domain.errors import Refused

PORT: Final = 9100

_ASK_PRINTER, _ASK_CAUSE, _ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
_ASK_IN_TURN: Final = b"\x1dr\x01"
_OFFLINE, _COVER, _NO_PAPER, _NO_PAPER_IN_TURN = 0x08, 0x04, 0x60, 0x0C
_PIECE: Final = 4096


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a connection stands, a question is answered, a piece of the job is taken, all is worked off."""

    connect: float = 2.0
    answer: float = 2.0
    piece: float = 10.0
    all: float = 10.0


class TcpPrinter:
    """One printer on the network. `answers=False` for the few that never tell how they are: then what the network took
    counts as printed, and paper that is out shows only at the printer."""

    simulated = False

    def __init__(self, host: str, port: int = PORT, *, answers: bool = True, patience: Patience = Patience()) -> None:
        self._address = (host, port)
        self._answers = answers
        self._patience = patience

    def check(self) -> None:
        """Connect and ask; Refused as the port says."""
        with self._line() as line:
            self._ask(line)

    def send(self, data: bytes) -> None:
        """Ask, write, wait until it is worked off, close."""
        with self._line() as line:
            self._ask(line)
            try:
                self._write(line, data)
                self._settled(line)
            except (OSError, Refused) as trouble:
                ended = isinstance(trouble, Refused) and trouble.code == "printer_paper_out"
                raise Refused("print_paper_ended" if ended else "print_interrupted") from trouble

    @contextmanager
    def _line(self) -> Iterator[socket.socket]:
        try:
            line = socket.create_connection(self._address, self._patience.connect)
        except OSError as error:
            raise Refused("printer_off") from error
        with line:
            # A small send buffer: what has not left this machine is not yet the printer's.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _PIECE)
            yield line

    def _ask(self, line: socket.socket) -> None:
        """Refused unless online and with paper."""
        if not self._answers:
            return
        try:
            state, paper = self._status(line, _ASK_PRINTER), self._status(line, _ASK_PAPER)
            if paper & _NO_PAPER:
                raise Refused("printer_paper_out")
            if state & _OFFLINE:
                raise Refused("printer_cover_open" if self._status(line, _ASK_CAUSE) & _COVER else "printer_off")
        except TimeoutError as error:
            raise Refused("printer_silent") from error
        except OSError as error:
            raise Refused("printer_off") from error

    def _status(self, line: socket.socket, question: bytes) -> int:
        """The answer to one DLE EOT: a byte whose bits 1 and 4 are set and 0 and 7 are not."""
        line.settimeout(self._patience.answer)
        line.sendall(question)
        return _next_byte(line, self._patience.answer, mask=0x93, bits=0x12)

    def _write(self, line: socket.socket, data: bytes) -> None:
        line.settimeout(self._patience.piece)
        for start in range(0, len(data), _PIECE):
            line.sendall(data[start : start + _PIECE])

    def _settled(self, line: socket.socket) -> None:
        """Return when everything is worked off; OSError or Refused when that is in doubt."""
        if not self._answers:
            _closed_by_printer(line, self._patience.answer)
            return
        line.sendall(_ASK_IN_TURN)
        try:
            paper = _next_byte(line, self._patience.all, mask=0x90, bits=0x00)
        except TimeoutError:
            self._ask(line)  # some know DLE EOT but not GS r: online and with paper is all that they can say
            return
        if paper & _NO_PAPER_IN_TURN:
            raise Refused("printer_paper_out")


def _next_byte(line: socket.socket, seconds: float, *, mask: int, bits: int) -> int:
    """The next byte that looks like the awaited answer; others are answers to nothing that was asked."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        line.settimeout(left)
        got = line.recv(1)
        if not got:
            raise ConnectionResetError("the printer hung up")
        if got[0] & mask == bits:
            return got[0]
    raise TimeoutError("no answer")


def _closed_by_printer(line: socket.socket, seconds: float) -> None:
    """Say that all is said and wait a little: a line that breaks shows here (OSError), a quiet printer is fine."""
    line.shutdown(socket.SHUT_WR)
    line.settimeout(seconds)
    try:
        while line.recv(64):
            pass
    except TimeoutError:
        return
