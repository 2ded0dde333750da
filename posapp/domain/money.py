"""Exact money: amounts are `int` minor units of one currency, quantities `int` thousandths; nothing here is a float.

The rules M1, M4 and M5 of the money specification live here; the currency itself is carried by the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from posapp.domain.errors import Refused

Rounding = Literal["half_up", "down", "up"]
"""half_up: to the nearest, a half away from zero; down: towards zero; up: away from zero. A refund as its sale."""

_DIGITS: Final = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
"""ISO 4217: the currencies whose minor unit is not a hundredth."""

SIGNS: Final = {"CNY": "¥", "HKD": "HK$", "USD": "US$", "EUR": "€", "GBP": "£"}
"""On screen and on paper; any other currency stands by its code."""

MINUS: Final = "\N{MINUS SIGN}"

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－\N{MINUS SIGN}", "0123456789.--")
"""What a Chinese input method types, and the minus sign that our own screens show. Nothing else is folded: NFKC would
also read 5² as 52."""

_NUMBER: Final = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,4}))?")
_LONGEST: Final = 40
_QUANTITY_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency; `digits` is the number of decimals of its minor unit."""

    code: str
    digits: int


def currency(code: str) -> Currency:
    """The currency of an ISO 4217 letter code; Refused("currency_code") when it cannot be one."""
    if not re.fullmatch("[A-Z]{3}", code):
        raise Refused("currency_code", code=code[:20])
    return Currency(code, _DIGITS.get(code, 2))


def parse_amount(text: str, digits: int) -> int:
    """Minor units of an amount such as "134.50"; Refused("amount_format") for anything but a plain decimal number."""
    return _parse(text, digits, "amount_format")


def format_amount(minor: int, digits: int) -> str:
    """The exact plain decimal, always with all decimals: -5 is "-0.05" where digits is 2."""
    sign, value = ("-", -minor) if minor < 0 else ("", minor)
    if not digits:
        return f"{sign}{value}"
    whole, part = divmod(value, 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"


def grouped(minor: int, currency: Currency) -> str:
    """ "3,157.20": as people read it, with a true minus, without the currency's sign."""
    whole, point, part = format_amount(abs(minor), currency.digits).partition(".")
    return f"{MINUS if minor < 0 else ''}{int(whole):,}{point}{part}"


def money(minor: int, currency: Currency) -> str:
    """ "¥ 3,157.20": an amount that stands by itself, in a sentence or to be read at arm's length."""
    return f"{SIGNS.get(currency.code, currency.code)} {grouped(minor, currency)}"


def parse_quantity(text: str) -> int:
    """Thousandths of a quantity such as "2" or "1.23", or of a percentage; Refused("quantity_format")."""
    return _parse(text, _QUANTITY_DIGITS, "quantity_format")


def format_quantity(thousandths: int) -> str:
    """The shortest exact decimal: 2000 is "2", 1230 is "1.23"."""
    return format_amount(thousandths, _QUANTITY_DIGITS).rstrip("0").rstrip(".")


def _parse(text: str, digits: int, refusal: str) -> int:
    match = _NUMBER.fullmatch(text.translate(_FULL_WIDTH).strip()) if len(text) <= _LONGEST else None
    if match is None:
        raise Refused(refusal)
    sign, whole, part = match[1], match[2], match[3] or ""
    if len(part) > digits:
        raise Refused(refusal)
    value = int(whole + part.ljust(digits, "0"))
    return -value if sign else value


def divide(numerator: int, denominator: int, mode: Rounding = "half_up") -> int:
    """The quotient rounded to a whole unit (M1). Symmetric: divide(-n, d) == -divide(n, d)."""
    size, bottom = abs(numerator), abs(denominator)
    if mode == "half_up":
        quotient = (2 * size + bottom) // (2 * bottom)
    elif mode == "down":
        quotient = size // bottom
    else:
        quotient = -(-size // bottom)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


def round_to_step(amount: int, step: int, mode: Rounding = "half_up") -> int:
    """The multiple of `step` (minor units, above 0) for a cash amount; the same rule on a signed refund (M5)."""
    return divide(amount, step, mode) * step


def allocate(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `amount` by `weights`; the shares always add up to it (M4).

    Each share is floored to the minor unit, the spare units go one each to the largest remainders, then to the larger
    weight, then to the earlier. A refund is split as its sale: allocate(-x) is -allocate(x). When every weight is 0
    there is nothing to go by, so all count alike. Weights are never negative and never none: ValueError.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be at least one, none of them negative")
    if amount < 0:
        return tuple(-share for share in allocate(-amount, weights))
    total = sum(weights)
    if not total:
        return allocate(amount, (1,) * len(weights))
    shares = [amount * weight // total for weight in weights]
    spare = amount - sum(shares)
    if spare:
        order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), -weights[i], i))
        for i in order[:spare]:
            shares[i] += 1
    return tuple(shares)
