"""Read one scan. Said from the characters alone: whether a product has the number is for the catalogue to say.

Each reading carries the `keys` to look up, best first; the catalogue keeps its bar codes under `catalogue_key`. Wallet
and card codes are not told apart here: their digits can be those of a label too, so only the step of the sale can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from posapp.domain.barcode.label import LabelPattern, LabelReading
from posapp.domain.barcode.plain import read_plain
from posapp.domain.barcode.readings import Gs1Reading, ItemCode
from posapp.domain.errors import Refused

_LONGEST: Final = 2048
_FULL_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
"""A scanner that types like a keyboard gives these while a Chinese input method is set to full width."""

Reading = ItemCode | LabelReading | Gs1Reading


def read(code: str, labels: Sequence[LabelPattern], digits: int) -> Reading:
    """The meaning of one scan; `labels` are the shop's layouts, `digits` those of its currency.

    Refused: "check_digit" where a digit was misread or mistyped; "bad_code" where it is no code of goods at all.
    """
    if not code.isascii():
        code = code.translate(_FULL_WIDTH)
    code = code.strip(" \t\r\n")
    if not code or len(code) > _LONGEST:
        raise Refused("bad_code", code=code[:60])
    reading = read_plain(code, labels, digits)
    if reading:
        return reading
    # Its tables take thirty milliseconds to load, which the start of a shop that scans only EANs need not pay.
    from posapp.domain.barcode.marked import read_marked

    return read_marked(code, labels, digits)
