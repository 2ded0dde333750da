"""The QR code of a receipt: a text that finds the sale again and that no product code can be taken for."""

from __future__ import annotations

from typing import Final

_PREFIX: Final = "posapp:"
_LONGEST: Final = 80


def receipt_code(receipt: str) -> str:
    """What the QR of a receipt says: "posapp:S1-1-20261121-0007"."""
    return _PREFIX + receipt


def read_receipt_code(text: str) -> str | None:
    """The receipt number in a scanned text, or None if it is no receipt's code.

    A scanner that types swaps capitals and small letters while Caps Lock is on; the prefix shows it.
    """
    text = text.strip()
    if text.startswith(_PREFIX.swapcase()):
        text = text.swapcase()
    number = text.removeprefix(_PREFIX)
    return number if number and number != text and len(number) <= _LONGEST else None
