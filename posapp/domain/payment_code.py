"""Codes that customers show to pay with: which wallet one is of. Only the step of payment asks; they are never goods.

Prefixes are data: a shop's settings may name others, so that another wallet needs no new program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from posapp.domain.barcode.gtin import check_digit_holds, is_digits

WalletType = Literal["wechat", "alipay", "unionpay", "ecny"]
"""Wallets that are asked through the hub by the code that the customer shows."""
WALLETS: Final[frozenset[str]] = frozenset(get_args(WalletType))


@dataclass(frozen=True, slots=True)
class CodeRange:
    """Codes of `least` to `most` digits that begin with `first` to `last`, which are equally long, are the wallet's."""

    wallet: WalletType
    first: str
    last: str
    least: int
    most: int

    def holds(self, digits: str) -> bool:
        """Whether the code is one of these."""
        return self.least <= len(digits) <= self.most and self.first <= digits[: len(self.first)] <= self.last


USUAL: Final = (CodeRange("wechat", "10", "15", 18, 18), CodeRange("alipay", "25", "30", 16, 24))
"""As the two providers publish them (付款码): WeChat Pay 18 digits from 10 to 15, Alipay 16 to 24 from 25 to 30."""

_FULL_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_AIM: Final = re.compile(r"\](?:C0|Q[0-6])")
"""What a scanner says of the bar code or the QR code that a wallet shows; of GS1 codes it says another thing."""


def digits_of(code: str) -> str:
    """The digits of what was scanned, without what the scanner says of the code."""
    return _AIM.sub("", code.translate(_FULL_WIDTH).strip(" \t\r\n"), count=1)


def wallet_of(code: str, ranges: Sequence[CodeRange] = ()) -> WalletType | None:
    """Whose code it is, or None; `ranges`: those of the shop's settings, none there: the usual ones."""
    digits = digits_of(code)
    if not is_digits(digits):
        return None
    return next((known.wallet for known in ranges or USUAL if known.holds(digits)), None)


def is_of_goods(code: str) -> bool:
    """Whether what was scanned for a payment is a bar code of goods."""
    digits = digits_of(code)
    return len(digits) in (8, 12, 13, 14) and check_digit_holds(digits)


NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "wechat": ("微信支付", "WeChat Pay"),
    "alipay": ("支付宝", "Alipay"),
    "unionpay": ("云闪付", "UnionPay QR"),
    "ecny": ("数字人民币", "e-CNY"),
    "terminal": ("刷卡机", "the terminal"),
}
"""How providers are called, in Chinese and English."""


def provider_name(provider: str, language: str, *, begins: bool = False) -> str:
    """The provider in words; `begins`: a sentence begins with it."""
    zh, en = NAMES.get(provider, (provider, provider))
    name = zh if language == "zh" else en
    return name[:1].upper() + name[1:] if begins and provider == "terminal" else name
