"""Which scans are what a customer pays with, and so never goods: by length and first digits, as the shop says.

The usual ones are those that WeChat Pay and Alipay publish for codes that customers show. The same digits can be a
label of the shop's scales: only the step that a till is at decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """Codes of one kind: `type` is the tender that they pay, `least` and `most` how many digits they have."""

    type: str
    prefixes: tuple[str, ...]
    least: int
    most: int


_SYMBOLOGY: Final = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
"""What some scanners send before the code, see `barcode.scan_data`."""

USUAL: Final = (
    PaymentCode("wechat", ("10", "11", "12", "13", "14", "15"), 18, 18),
    PaymentCode("alipay", ("25", "26", "27", "28", "29", "30"), 16, 24),
)


def pays_with(code: str, kinds: Sequence[PaymentCode] = ()) -> str:
    """The tender that these digits pay; "" where they pay nothing."""
    digits = _SYMBOLOGY.sub("", code.strip())
    if not (digits.isascii() and digits.isdigit()):
        return ""
    found = (k.type for k in kinds or USUAL if k.least <= len(digits) <= k.most and digits.startswith(k.prefixes))
    return next(found, "")
