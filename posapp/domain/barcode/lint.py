"""The named checks on a part of a GS1 value (`csum`, `yymmdd` …), as the GS1 Barcode Syntax Dictionary defines them.

A check that is not here is not made; `docs/gs1-not-handled.md` says which and why.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from math import isqrt
from types import MappingProxyType
from typing import Final

from posapp.domain.barcode.gtin import check_digit_holds, is_digits

CSET_82: Final = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_CSET_32: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES: Final = tuple(n for n in range(2, 510) if all(n % d for d in range(2, isqrt(n) + 1)))

_CURRENCIES: Final = frozenset(
    """
    008 012 032 036 044 048 050 051 052 060 064 068 072 084 090 096 104 108 116 124 132 136 144 152 156 170 174 188 192
    203 208 214 222 230 232 238 242 262 270 292 320 324 328 332 340 344 348 352 356 360 364 368 376 388 392 396 398 400
    404 408 410 414 417 418 422 426 430 434 446 454 458 462 480 484 496 498 504 512 516 524 532 533 548 554 558 566 578
    586 590 598 600 604 608 634 643 646 654 682 690 702 704 706 710 728 748 752 756 760 764 776 780 784 788 800 807 818
    826 834 840 858 860 882 886 901 924 925 926 927 928 929 930 933 934 936 938 940 941 943 944 946 947 948 949 950 951
    952 953 955 956 957 958 959 960 961 962 963 964 965 967 968 969 970 971 972 973 975 976 977 978 979 980 981 984 985
    986 990 994 997 999
    """.split()
)
"""ISO 4217 numbers, as listed in the GS1 Barcode Syntax Dictionary (Apache-2.0, see `ai_table`)."""


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _check_digit(text: str) -> bool:
    return is_digits(text) and check_digit_holds(text)


def _check_pair(text: str) -> bool:
    """The two check characters of a GMN (GS1 General Specifications 7.9.5): primes from the right, modulo 1021."""
    body, pair = text[:-2], text[-2:]
    if len(text) < 2 or len(body) > len(_PRIMES) or any(character not in CSET_82 for character in body):
        return False
    total = sum(CSET_82.index(character) * prime for character, prime in zip(reversed(body), _PRIMES, strict=False))
    high, low = divmod(total % 1021, 32)
    return pair == _CSET_32[high] + _CSET_32[low]


def _date(text: str, *, year_digits: int, day_may_be_00: bool) -> bool:
    if not is_digits(text) or len(text) != year_digits + 4:
        return False
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    if not 1 <= month <= 12 or (not day and not day_may_be_00):
        return False
    # Two digits: 2000 and 1900 + yy have the same leap years, but for 00, which a scan means as 2000.
    return day <= monthrange(year + 2000 if year_digits == 2 else max(year, 1), month)[1]


def _piece_of_total(text: str) -> bool:
    half = len(text) // 2
    if not is_digits(text) or len(text) != 2 * half:
        return False
    return 0 < int(text[:half]) <= int(text[half:])


def _position_in_sequence(text: str) -> bool:
    match = re.fullmatch(r"([1-9][0-9]*)/([1-9][0-9]*)", text)
    return match is not None and int(match[1]) <= int(match[2])


def _at_most(limit: int) -> Callable[[str], bool]:
    return lambda text: len(text) == 10 and is_digits(text) and int(text) <= limit


_HOUR: Final = "(?:[01][0-9]|2[0-3])"
_SIXTY: Final = "[0-5][0-9]"

LINTS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "csum": _check_digit,
        "csumalpha": _check_pair,
        "csetnumeric": _matches("[0-9]*"),
        "cset82": _matches(f"[{re.escape(CSET_82)}]*"),
        "cset39": _matches("[-#/0-9A-Z]*"),
        "cset64": _matches("(?:[-_0-9A-Za-z]{3})*(?:[-_0-9A-Za-z]{0,2}|[-_0-9A-Za-z]{2}=|[-_0-9A-Za-z]==)"),
        "yymmdd": lambda text: _date(text, year_digits=2, day_may_be_00=False),
        "yymmd0": lambda text: _date(text, year_digits=2, day_may_be_00=True),
        "yyyymmdd": lambda text: _date(text, year_digits=4, day_may_be_00=False),
        "yyyymmd0": lambda text: _date(text, year_digits=4, day_may_be_00=True),
        "hh": _matches(_HOUR),
        "mi": _matches(_SIXTY),
        "ss": _matches(_SIXTY),
        "hhmi": _matches(_HOUR + _SIXTY),
        "iso4217": lambda text: text in _CURRENCIES,
        "iso5218": _matches("[0129]"),
        "winding": _matches("[019]"),
        "yesno": _matches("[01]"),
        "hyphen": _matches("-+"),
        "zero": _matches("0+"),
        "nonzero": _matches("[0-9]*[1-9][0-9]*"),
        "nozeroprefix": _matches("(?:[1-9][0-9]*)?"),
        "hasnondigit": _matches("(?s:.*[^0-9].*)"),
        "pcenc": _matches("(?s:(?:[^%]|%[0-9A-Fa-f]{2})*)"),
        "pieceoftotal": _piece_of_total,
        "posinseqslash": _position_in_sequence,
        "latitude": _at_most(1_800_000_000),
        "longitude": _at_most(3_600_000_000),
        "mediatype": _matches("0[1-9]|10|[89][0-9]"),
        "importeridx": _matches("[-_0-9A-Za-z]"),
    }
)

NOT_LINTED: Final = frozenset(
    "couponcode couponposoffer iso3166 iso3166999 iso3166alpha2 packagetype iban gcppos1 gcppos2".split()
)
"""Checks of the dictionary that a till leaves out: they guard fields that it does not read."""

CHECK_DIGIT_LINTS: Final = frozenset(("csum", "csumalpha"))
