"""A small reader of receipt bytes, apart from the program's own: text, pictures, codes, cuts and pulses."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10

# How many bytes follow the two of a command that neither prints nor draws.
PLAIN = {
    ESC: {
        **dict.fromkeys(b"@2<", 0),
        **dict.fromkeys(b" !%-3ERJMTVadert{GU=?", 1),
        **dict.fromkeys(b"$\\", 2),
        ord("c"): 2,
    },
    FS: {**dict.fromkeys(b"&.", 0), **dict.fromkeys(b"!-WC", 1), ord("S"): 2},
    GS: {**dict.fromkeys(b"!BHabfhrw", 1), **dict.fromkeys(b"LWP", 2)},
}


@dataclass
class Piece:
    """One receipt, up to its cut."""

    text: list[str] = field(default_factory=list)
    pictures: list[Image.Image] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    @property
    def picture(self) -> Image.Image:
        """All pictures below one another, black on white, with white around for the readers of codes."""
        wide = max(p.width for p in self.pictures)
        whole = Image.new("L", (wide + 32, sum(p.height for p in self.pictures) + 32), 255)
        y = 16
        for picture in self.pictures:
            whole.paste(picture, (16, y))
            y += picture.height
        return whole

    @property
    def scanned(self) -> list[str]:
        """What a scanner reads from the pictures."""
        return [found.text for found in zxingcpp.read_barcodes(self.picture)] if self.pictures else []


@dataclass
class Reading:
    """What a job is made of. `order` names the kinds of things in the order they came."""

    receipts: list[Piece] = field(default_factory=list)
    pulses: list[int] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


class Reader:
    """Goes through the bytes once."""

    def __init__(self, data: bytes, encoding: str = "gb18030") -> None:
        self.data, self.encoding, self.at = data, encoding, 0
        self.result = Reading()
        self.piece = Piece()
        self.line = bytearray()
        self.stored = b""

    def read(self) -> Reading:
        while self.at < len(self.data):
            self.step()
        self.end_line()
        if "".join(self.piece.text).strip() or self.piece.pictures:
            self.result.receipts.append(self.piece)
        return self.result

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        assert len(taken) == count, "cut off in the middle of a command"
        self.at += count
        return taken

    def step(self) -> None:
        sign = self.take(1)[0]
        if sign in PLAIN:
            self.command(sign, self.take(1)[0])
        elif sign == 0x0A:
            self.end_line(always=True)
        elif sign == DLE:
            self.take(2 if self.take(1)[0] in (4, 5) else 0)
        elif sign >= 0x20:
            self.line.append(sign)

    def end_line(self, always: bool = False) -> None:
        if self.line or always:
            self.piece.text.append(self.line.decode(self.encoding, "replace"))
            self.note("text")
        self.line.clear()

    def note(self, kind: str) -> None:
        if self.result.order[-1:] != [kind]:
            self.result.order.append(kind)

    def command(self, family: int, letter: int) -> None:
        name = chr(letter)
        if family == ESC and name == "p":
            self.result.pulses.append({0: 2, 48: 2, 1: 5, 49: 5}[self.take(3)[0]])
            self.note("pulse")
        elif family == ESC and name == "*":
            mode, count = struct.unpack("<BH", self.take(3))
            self.take(count * (3 if mode >= 32 else 1))
        elif family == GS and name == "V":
            self.cut(self.take(1)[0])
        elif family == GS and name == "v":
            self.raster()
        elif family == GS and name == "k":
            self.barcode(self.take(1)[0])
        elif name == "(" or family == GS and name == "8":
            self.extended(name, self.take(1))
        else:
            assert letter in PLAIN[family], f"unknown command {family:02x} {name!r} at {self.at}"
            self.take(PLAIN[family][letter])

    def cut(self, mode: int) -> None:
        if mode in (65, 66):
            self.take(1)
        self.end_line()
        self.note("cut")
        self.result.receipts.append(self.piece)
        self.piece = Piece()

    def raster(self) -> None:
        assert self.take(1) == b"0"
        _, wide, high = struct.unpack("<BHH", self.take(5))
        self.image(wide * 8, high, self.take(wide * high))

    def image(self, wide: int, high: int, dots: bytes) -> None:
        self.end_line()
        flipped = bytes(255 - b for b in dots)
        self.piece.pictures.append(Image.frombytes("1", (wide, high), flipped).convert("L"))
        self.note("picture")

    def barcode(self, kind: int) -> None:
        if kind >= 65:
            data = self.take(self.take(1)[0])
        else:
            end = self.data.index(0, self.at)
            data = self.take(end - self.at)
            self.take(1)
        self.end_line()
        self.piece.codes.append(data.decode("latin-1"))
        self.note("code")

    def extended(self, name: str, letter: bytes) -> None:
        size = struct.unpack("<I", self.take(4))[0] if name == "8" else struct.unpack("<H", self.take(2))[0]
        body = self.take(size)
        if letter == b"k" and body[:3] == b"1P0":
            self.stored = body[3:]
        elif letter == b"k" and body[:2] == b"1Q":
            self.end_line()
            self.piece.codes.append(self.stored.decode("utf-8", "replace"))
            self.note("code")
        elif letter == b"L" and body[:2] == b"0p":
            wide, high = struct.unpack("<HH", body[6:10])
            self.image(wide, high, body[10:]) if wide % 8 == 0 else self.image((wide + 7) // 8 * 8, high, body[10:])


def read(data: bytes, encoding: str = "gb18030") -> Reading:
    """The parts of a job; AssertionError at a command that is cut off or unknown."""
    return Reader(data, encoding).read()
