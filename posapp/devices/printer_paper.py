"""What a receipt printer makes of the bytes: the reading side of the simulated printer.

It knows the commands that this program sends, and says so when it meets another: a command that real printers would
print as rubbish must not go unnoticed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

_PULSES: Final = {b"\x1bp\x00": 2, b"\x1bp\x01": 5}


@dataclass(slots=True)
class PaperRead:
    """What came out: rows of dots with their width in bytes, lines of text, codes, cuts, pins that got a pulse."""

    wide: int = 0
    dots: bytearray = field(default_factory=bytearray)
    text: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    pulses: list[int] = field(default_factory=list)
    cuts: int = 0

    @property
    def height(self) -> int:
        """Rows of dots."""
        return len(self.dots) // self.wide if self.wide else 0

    def torn(self) -> PaperRead:
        """Its first half: what lies there when the roll ended."""
        rows, lines = self.height // 2 * self.wide, len(self.text) // 2
        return PaperRead(self.wide, self.dots[:rows], self.text[:lines])

    def png(self) -> bytes:
        """The dots as a picture, black on white."""
        rows = (bytes(255 - b for b in self.dots[i : i + self.wide]) for i in range(0, len(self.dots), self.wide))
        packed = zlib.compress(b"".join(b"\x00" + row for row in rows))
        head = struct.pack(">IIBBBBB", self.wide * 8, self.height, 1, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, body) for name, body in parts)


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def read_paper(data: bytes) -> PaperRead:
    """Follow the bytes; ValueError at a command that is not known here."""
    paper = PaperRead()
    at = 0
    line = bytearray()
    while at < len(data):
        command = _COMMANDS.get(data[at : at + 2])
        if command is not None:
            at = command(paper, data, at)
        elif data[at] == 0x0A:
            paper.text.append(line.decode("gb18030"))
            line.clear()
            at += 1
        elif data[at] < 0x20:
            raise ValueError(f"byte {at}: no such command: {data[at : at + 4].hex(' ')}")
        else:
            line.append(data[at])
            at += 1
    if line:
        paper.text.append(line.decode("gb18030"))
    return paper


def _skip(length: int) -> Callable[[PaperRead, bytes, int], int]:
    return lambda paper, data, at: at + length


def _pulse(paper: PaperRead, data: bytes, at: int) -> int:
    paper.pulses.append(_PULSES[data[at : at + 3]])
    return at + 5


def _picture(paper: PaperRead, data: bytes, at: int) -> int:
    wide, rows = struct.unpack_from("<HH", data, at + 4)
    if data[at : at + 4] != b"\x1dv0\x00" or len(data) < at + 8 + wide * rows or paper.wide not in (0, wide):
        raise ValueError(f"byte {at}: a picture that is cut off or of another width")
    paper.wide = wide
    paper.dots += data[at + 8 : at + 8 + wide * rows]
    return at + 8 + int(wide * rows)


def _symbol(paper: PaperRead, data: bytes, at: int) -> int:
    (length,) = struct.unpack_from("<H", data, at + 3)
    body = data[at + 5 : at + 5 + length]
    if body.startswith(b"1P0"):
        paper.codes.append(body[3:].decode("utf-8"))
    return at + 5 + int(length)


def _barcode(paper: PaperRead, data: bytes, at: int) -> int:
    length = data[at + 3]
    paper.codes.append(data[at + 4 : at + 4 + length].decode("latin-1").removeprefix("{B").replace("{{", "{"))
    return at + 4 + length


def _cut(paper: PaperRead, data: bytes, at: int) -> int:
    paper.cuts += 1
    return at + (4 if data[at + 2] in (0x41, 0x42) else 3)


_COMMANDS: Final[Mapping[bytes, Callable[[PaperRead, bytes, int], int]]] = {
    b"\x1b@": _skip(2),
    b"\x1bp": _pulse,
    b"\x1ba": _skip(3),
    b"\x1bE": _skip(3),
    b"\x1d!": _skip(3),
    b"\x1c&": _skip(2),
    b"\x1c.": _skip(2),
    b"\x1dv": _picture,
    b"\x1d(": _symbol,
    b"\x1dk": _barcode,
    b"\x1dh": _skip(3),
    b"\x1dw": _skip(3),
    b"\x1dH": _skip(3),
    b"\x1dV": _cut,
}
