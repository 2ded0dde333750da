"""How a receipt printer is asked how it is and whether it has printed, over any line that goes both ways.

Before the bytes the printer is asked how it is (DLE EOT, answered at once), after them it is asked to answer when it
has worked off all that came before (GS r, answered in turn): only that answer says that it has taken the receipt.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final, Protocol

from posapp.domain.errors import Refused

_ASK_PRINTER, _ASK_CAUSE, _ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
_ASK_IN_TURN: Final = b"\x1dr\x01"
_OFFLINE, _COVER, _NO_PAPER, _NO_PAPER_IN_TURN = 0x08, 0x04, 0x60, 0x0C
PIECE: Final = 4096


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a connection stands, a question is answered, a piece of the job is taken, all is worked off."""

    connect: float = 2.0
    answer: float = 2.0
    piece: float = 10.0
    all: float = 10.0


USUAL: Final = Patience()


class Line(Protocol):
    """Bytes there and back; OSError when it breaks, TimeoutError when it takes longer."""

    def send(self, data: bytes, seconds: float) -> None:
        """Hand over all of it."""
        ...

    def end(self, seconds: float) -> None:
        """All is said to one that never answers: where the line can tell that it broke, it does (OSError)."""
        ...

    def next(self, seconds: float) -> bytes:
        """One byte of what came back; nothing when the other side hung up."""
        ...


def ask(line: Line, patience: Patience) -> None:
    """Refused unless the printer is online and has paper."""
    try:
        state, paper = _status(line, _ASK_PRINTER, patience), _status(line, _ASK_PAPER, patience)
        if paper & _NO_PAPER:
            raise Refused("printer_paper_out")
        if state & _OFFLINE:
            raise Refused("printer_cover_open" if _status(line, _ASK_CAUSE, patience) & _COVER else "printer_off")
    except TimeoutError as error:
        raise Refused("printer_silent") from error
    except OSError as error:
        raise Refused("printer_off") from error


def hand_over(line: Line, data: bytes, patience: Patience) -> None:
    """The job, piece by piece."""
    for start in range(0, len(data), PIECE):
        line.send(data[start : start + PIECE], patience.piece)


def settled(line: Line, patience: Patience) -> None:
    """Return when everything is worked off; OSError or Refused when that is in doubt."""
    line.send(_ASK_IN_TURN, patience.piece)
    try:
        paper = _next(line, patience.all, mask=0x90, bits=0x00)
    except TimeoutError:
        ask(line, patience)  # some know DLE EOT but not GS r: online and with paper is all that they can say
        return
    if paper & _NO_PAPER_IN_TURN:
        raise Refused("printer_paper_out")


def asked(line: Line, patience: Patience, *, answers: bool) -> None:
    """How is it? Nothing is asked of one that never tells."""
    if answers:
        ask(line, patience)


def printed(line: Line, data: bytes, patience: Patience, *, answers: bool) -> None:
    """Ask, write, and wait until it is worked off by one that tells; Refused as the port says."""
    asked(line, patience, answers=answers)
    try:
        hand_over(line, data, patience)
        if answers:
            settled(line, patience)
        else:
            line.end(patience.answer)
    except (OSError, Refused) as trouble:
        raise torn(trouble) from trouble


def torn(trouble: OSError | Refused) -> Refused:
    """What is said when some of the job may be on paper."""
    ended = isinstance(trouble, Refused) and trouble.code == "printer_paper_out"
    return Refused("print_paper_ended" if ended else "print_interrupted")


def _status(line: Line, question: bytes, patience: Patience) -> int:
    """The answer to one DLE EOT: a byte whose bits 1 and 4 are set and 0 and 7 are not."""
    line.send(question, patience.answer)
    return _next(line, patience.answer, mask=0x93, bits=0x12)


def _next(line: Line, seconds: float, *, mask: int, bits: int) -> int:
    """The next byte that looks like the awaited answer; others are answers to nothing that was asked."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        got = line.next(left)
        if not got:
            raise ConnectionResetError("the printer hung up")
        if got[0] & mask == bits:
            return got[0]
    raise TimeoutError("no answer")
