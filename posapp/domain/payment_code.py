"""Codes that customers show to pay with: which wallet one is of. Only the step of payment asks; they are never goods.

Prefixes are data: a shop's settings may name others, so that another wallet needs no new program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from posapp.domain.barcode.gtin import check_digit_holds, is_digits
from posapp.domain.errors import Refused
from posapp.domain.typed import seen

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


_GROUPS: Final = re.compile(r"[0-9]+(?:[\W_]{1,3}[0-9]+)*")
_LONGEST: Final = 24
_SHORT_GROUP: Final = 3
"""A group with fewer digits ends a number: in words it is a quantity or a day."""


def _numbers_in(words: str) -> Iterator[str]:
    """The digits of each number that the words hold, written in one or in groups, in whatever digits."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in seen(words))
    for found in _GROUPS.findall(plain):
        groups = re.findall("[0-9]+", found)
        for first in range(len(groups)):
            digits = ""
            for group in groups[first:]:
                digits += group
                if len(digits) > _LONGEST:
                    break
                yield digits
                if len(group) < _SHORT_GROUP:
                    break


def holds_payment_code(words: str, ranges: Sequence[CodeRange] = ()) -> bool:
    """Whether a code that pays stands in what somebody typed or scanned."""
    return wallet_of(words, ranges) is not None or any(wallet_of(digits, ranges) for digits in _numbers_in(words))


_ISSUED: Final = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})"  # Visa
    r"|(?:5[1-5]|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12,14}(?<=^[0-9]{16})"  # Mastercard
    r"|(?:34|37|1[0-9])[0-9]{13}"  # American Express; UATP
    r"|(?:30[0-5]|3095|3[689]|35|50|5[6-9]|6|81|955|220[0-4])[0-9]{9,18}"  # Diners, JCB, Maestro, UnionPay, Discover …
)
"""Beginnings and lengths under which cards are issued (ISO/IEC 7812, as the schemes publish theirs). Most numbers of
vouchers are none of these, although one in ten of any numbers has a right check digit."""


def is_card_number(digits: str) -> bool:
    """Whether the number can be that of a card."""
    from stdnum import luhn  # the first card of the day, not the start of the till

    return 13 <= len(digits) <= 19 and _ISSUED.fullmatch(digits) is not None and luhn.is_valid(digits)


def check_kept(words: str, ranges: Sequence[CodeRange] = ()) -> None:
    """Refused("payment_code_kept", "card_number") of words that hold what no till may keep; `ranges`: the shop's."""
    if holds_payment_code(words, ranges):
        raise Refused("payment_code_kept")
    if any(is_card_number(digits) for digits in _numbers_in(words)):
        raise Refused("card_number")


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
