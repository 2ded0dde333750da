"""The QR code of a receipt: a text that finds the sale again and that no product code can be taken for.

Where the shop has pages for its customers it is the address of this receipt's page, which nobody can guess: it holds a
token that only the paper and the sale's journal entry know. Elsewhere it is `posapp:` and the number.
"""

from __future__ import annotations

import re
from secrets import token_urlsafe
from typing import Final

_PREFIX: Final = "posapp:"
_GIFT: Final = "gift:"
_LONGEST: Final = 80
PAGE: Final = re.compile(r"[A-Za-z0-9_-]{22}")
"""A page's token: 128 bits."""
_LINK: Final = re.compile(rf"https?://\S{{1,200}}/r/[^\s/?]{{1,80}}\.{PAGE.pattern}\?(\S{{1,240}})", re.IGNORECASE)


def new_page() -> str:
    """The token of one more receipt's page."""
    return token_urlsafe(16)


def receipt_path(sale: str, page: str) -> str:
    """Where the page of a sale is, below the shop's address."""
    return f"/r/{_quoted(sale)}.{page}"


def gift_code(receipt: str) -> str:
    """What the QR of a gift receipt says: whoever shows it gets no money that somebody else paid."""
    return _PREFIX + _GIFT + receipt


def is_gift_code(text: str) -> bool:
    """Whether a scanned text is that of a gift receipt."""
    return text.strip().lower().startswith(_PREFIX + _GIFT)


def receipt_code(receipt: str, link: str = "") -> str:
    """What the QR of a receipt says: "posapp:S1-1-20261121-0007", or the link to its page with the number behind it."""
    return f"{link}?{_quoted(receipt)}" if link else _PREFIX + receipt


def read_receipt_code(text: str) -> str | None:
    """The receipt number in a scanned text, or None if it is no receipt's code.

    A scanner that types swaps capitals and small letters while Caps Lock is on; the beginning shows it.
    """
    text = text.strip()
    if text.startswith((_PREFIX.swapcase(), "HTTP")):
        text = text.swapcase()
    link = _LINK.fullmatch(text)
    number = _unquoted(link[1]) if link else text.removeprefix(_PREFIX + _GIFT).removeprefix(_PREFIX)
    return number if number and number != text and len(number) <= _LONGEST else None


def _quoted(text: str) -> str:
    """As it stands in an address: what is no plain letter, digit or one of -._~ as the percent signs of its bytes."""
    plain = (sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else None for sign in text)
    return "".join(p or "".join(f"%{byte:02X}" for byte in sign.encode()) for p, sign in zip(plain, text, strict=True))


def _unquoted(text: str) -> str:
    found = re.sub(rb"%([0-9A-Fa-f]{2})", lambda match: bytes((int(match[1], 16),)), text.encode())
    return found.decode("utf-8", "replace")
