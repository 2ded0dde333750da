"""A scanned text as a person may see it. What could be a code to pay with, scanned at the wrong moment, is never shown
or kept whole: its last four characters tell which one was meant."""

from __future__ import annotations

import re
from typing import Final

from posapp.domain.barcode.gtin import check_digit_holds, is_digits

LEAST_WALLET: Final = 14
"""Digits: wallets show 16 to 24, cards have 13 to 19, goods at most 14, and then with a check digit."""
LEAST_PIECE: Final = 9
"""Digits of which a part of a wallet's code may consist; less of it pays nothing."""
_PAYS: Final = re.compile(r"[%;].*\d{8}|wxp:|alipay|weixin|wechat|unionpay|pay[./]", re.IGNORECASE | re.DOTALL)
"""A card's stripe, and the links that wallets show."""


def shown(code: str) -> str:
    """A scanned text as a person may be shown it: not endless, no control characters."""
    return "".join(character if character.isprintable() else " " for character in code[:60])


def nameable(code: str, *, piece: bool = False) -> str:
    """`code`, or the end of it where it could pay; `piece`: a part of it may be missing."""
    text = shown(code.strip())
    could_pay = len(text) >= (LEAST_PIECE if piece else LEAST_WALLET) and is_digits(text) and not _is_goods(text)
    return f"••••{text[-4:]}" if could_pay or _PAYS.search(text) else text


def _is_goods(digits: str) -> bool:
    return len(digits) in (12, 13, 14) and check_digit_holds(digits)
