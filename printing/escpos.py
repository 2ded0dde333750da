"""A layout as the bytes that a receipt printer takes (ESC/POS): drawn dots by default, text in GB18030 as an option.

Commands: ESC @ start afresh; ESC p the drawer; GS v 0 dots; FS & and FS . Chinese characters on and off; GS ! size;
ESC E bold; ESC a alignment; GS ( k and GS k the printer's own QR and bar codes; GS V 66 feed to the knife and cut.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from printing.bars import bars, is_ean13
from printing.layout import Bitmap, Cut, Paper, ReceiptLayout
from printing.text import Line, text_lines

DrawerPin = Literal[2, 5]

START: Final = b"\x1b@"
CUT: Final = b"\x1dV\x42\x00"
PIECE: Final = 256
"""Rows of dots in one command: more than printers with little memory take at once."""

_DRAWER: Final = {2: b"\x1bp\x00\x19\xfa", 5: b"\x1bp\x01\x19\xfa"}
"""A pulse of 50 ms, then 500 ms of rest."""
_CHINESE, _PLAIN = b"\x1c&", b"\x1c."
_SIZES: Final = {
    "normal": (b"", b""),
    "bold": (b"\x1bE\x01", b"\x1bE\x00"),
    "large": (b"\x1d!\x11", b"\x1d!\x00"),
}
_CENTRE, _LEFT = b"\x1ba\x01", b"\x1ba\x00"
_MISSING: Final = "〓"
"""What Chinese printing shows where a character is missing from the case."""
_TO_LOOK_AT: Final = re.compile("[^\x00-\x7f\u4e00-\u9fa5]")
_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class EscPos:
    """Encodes for one kind of printer: its paper, and the pin of the plug that the drawer hangs on."""

    paper: Paper
    pin: DrawerPin = 2

    def raster(self, layout: ReceiptLayout, drawn: Bitmap) -> bytes:
        """The drawer, if it opens, then the drawn dots."""
        return b"".join((START, self._drawer(layout), *_pieces(drawn), _end(layout)))

    def text(self, layout: ReceiptLayout) -> bytes:
        """The same in the printer's own characters."""
        lines = text_lines(layout, self.paper.columns, device_width, large_is_double=True)
        body = b"".join(_qr(line.text) if line.qr else _bars(line.text) if line.bars else _text(line) for line in lines)
        return b"".join((START, self._drawer(layout), _CHINESE, body, _PLAIN, _end(layout)))

    def _drawer(self, layout: ReceiptLayout) -> bytes:
        return _DRAWER[self.pin] if layout.opens_drawer else b""


def _end(layout: ReceiptLayout) -> bytes:
    return CUT if any(isinstance(row, Cut) for row in layout.rows) else b""


def _pieces(drawn: Bitmap) -> list[bytes]:
    wide = drawn.width // 8
    pieces: list[bytes] = []
    for top in range(0, drawn.height, PIECE):
        rows = min(PIECE, drawn.height - top)
        head = b"\x1dv0\x00" + wide.to_bytes(2, "little") + rows.to_bytes(2, "little")
        pieces += (head, without_real_time(drawn.dots[top * wide : (top + rows) * wide]))
    return pieces


def without_real_time(dots: bytes) -> bytes:
    """The dots with one more of them black wherever they would read as DLE EOT, DLE ENQ or DLE DC4.

    Printers obey those even in the middle of a picture: one of them opens the drawer.
    """
    return _REAL_TIME.sub(b"\x11", dots)


# ---------------------------------------------------------------- text mode


def device_sign(sign: str) -> str:
    """The character as the printer's Chinese font has it: ASCII, a two-byte character of GB18030, or a stand-in."""
    if sign < "\x80" or "\u4e00" <= sign <= "\u9fa5":
        return sign
    if sign in "¥−":
        return "￥" if sign == "¥" else "-"
    if len(sign.encode("gb18030")) == 2:
        return sign
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if "\x20" <= bare < "\x7f" else _MISSING


def device_text(text: str) -> bytes:
    """The text as it is sent, between FS & and FS ."""
    return _TO_LOOK_AT.sub(lambda found: device_sign(found[0]), text).encode("gb18030")


def device_width(text: str) -> int:
    """Columns on the device: whatever is sent as two bytes is twice as wide."""
    return len(device_text(text))


def _text(line: Line) -> bytes:
    on, off = _SIZES[line.size]
    return b"".join((on, device_text(line.text), off, b"\n"))


def _bars(code: str) -> bytes:
    """10 mm high, its signs below it; signs alone where the code cannot be written in bars."""
    if is_ean13(code):
        symbol, data = b"\x43", code.zfill(13).encode()
    elif bars(code):
        symbol, data = b"\x49", b"{B" + code.encode().replace(b"{", b"{{")
    else:
        return b"".join((_CENTRE, device_text(code), b"\n", _LEFT))
    look = b"\x1dh\x50\x1dw\x02\x1dH\x02"
    return b"".join((_PLAIN, _CENTRE, look, b"\x1dk", symbol, bytes([len(data)]), data, b"\n", _LEFT, _CHINESE))


def _qr(payload: str) -> bytes:
    data = payload.encode("utf-8")
    size = (len(data) + 3).to_bytes(2, "little")
    model = b"\x1d(k\x04\x001A2\x00"
    module = b"\x1d(k\x03\x001C\x06"
    level = b"\x1d(k\x03\x001E1"
    store = b"\x1d(k" + size + b"1P0" + data
    return b"".join((_CENTRE, model, module, level, store, b"\x1d(k\x03\x001Q0", b"\n", _LEFT))
