"""The code that head office sends to a member's telephone, for who has neither their live code nor a PIN at hand: six
digits, good for one sale and a few minutes. Only the hub knows it, so nothing is released by it without the line.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

HEAD: Final = "OC1."
"""Before the digits where they are told as a proof, so that no PIN is taken for them."""
DIGITS: Final = 6
LIFE: Final = timedelta(minutes=5)
AGAIN: Final = timedelta(minutes=1)
"""So long nobody may have another one sent to the same member."""
HOUR: Final = timedelta(hours=1)
SETTLED: Final = timedelta(hours=24)
"""A number that a till wrote anew gets codes only then: who changes it at the counter would have what was another's."""
MOST: Final = 5
"""Codes that are sent to a member within an hour."""


def is_one_time(proof: str) -> bool:
    """Whether somebody means it to be one."""
    return proof.startswith(HEAD)


def as_proof(typed: str) -> str:
    """Of what the member reads out and a person types, with or without a gap; "" of what cannot be one."""
    digits = "".join(typed.split())
    return HEAD + digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""
