"""Line bar codes as dark and light stretches: EAN-13 for the numbers of goods, Code 128 for everything else."""

from __future__ import annotations

from typing import Any, Final

from posapp.domain.barcode import check_digit_holds

_LEFT: Final = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""Widths of light and dark modules of each digit at the left, ISO/IEC 15420; read backwards they are set B."""
_SETS: Final = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
"""Which set each of the six digits at the left is written in: that tells the first digit."""
LONGEST: Final = 24
"""Signs in Code 128: more do not fit the narrow paper."""


def is_ean13(code: str) -> bool:
    """Whether it is written as EAN-13: thirteen digits, or the twelve of a UPC-A, with the right check digit."""
    return code.isascii() and code.isdigit() and len(code) in (12, 13) and check_digit_holds(code)


def bars(code: str) -> list[int]:
    """Widths in modules, dark and light by turns, the first dark; none when it cannot be written."""
    if is_ean13(code):
        return _ean13(code.zfill(13))
    if 0 < len(code) <= LONGEST and code.isascii() and code.isprintable():
        return _code128(code)
    return []


def _ean13(code: str) -> list[int]:
    widths = "111"
    for digit, each in zip(code[1:7], _SETS[int(code[0])], strict=True):
        widths += _LEFT[int(digit)][:: 1 if each == "A" else -1]
    widths += "11111" + "".join(_LEFT[int(digit)] for digit in code[7:]) + "111"
    return [int(width) for width in widths]


def _code128(code: str) -> list[int]:
    from reportlab.graphics.barcode.code128 import Code128  # only where such a code is drawn

    written: Any = Code128(code)
    written.validate()
    written.encode()
    written.decompose()
    return ["abcd".index(sign.lower()) + 1 for sign in written.decomposed if sign != "i"]
