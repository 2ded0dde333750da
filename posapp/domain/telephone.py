"""Approval over the telephone: the till shows a number, head office answers with a code for this one act and amount.

The code is a keyed hash (HMAC-SHA256) over till, number, act, amount, person and who approves, cut to eight digits so
that it can be read aloud. Its key comes of the till's token, of which both sides have the hash, so it needs no line.
What a short code lacks is made up for by the till: a number is good for one code, five tries and a quarter of an hour.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.times import from_text

LIFE: Final = timedelta(minutes=15)
DIGITS: Final = 8
NUMBER_DIGITS: Final = 6
OFFICE: Final = "office"
"""Who approves where it is nobody of the shop's staff but head office; its own audit has the name."""
CALLER: Final = "telephone"
"""Under this name wrong codes are counted, as wrong PINs are under a person's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What head office is asked: a number, the act, its amount in minor units (0: none), whom it is about ("": nobody
    but who asks), since when (UTC text)."""

    number: str
    act: str
    amount: int = 0
    about: str = ""
    at: str = ""

    def over(self, now: datetime) -> bool:
        """Whether no code answers it any more; a clock that was set back does not make it younger."""
        return not timedelta() <= now - from_text(self.at) < LIFE


def code_of(token_hash: bytes, till: str, asked: Asked, approver: str) -> str:
    """The eight digits. `token_hash`: SHA-256 of the till's token."""
    key = hmac.digest(token_hash, b"posapp telephone 1", "sha256")
    said = [till, asked.number, asked.act, asked.amount, asked.about, approver]
    digest = hmac.digest(key, json.dumps(said, separators=(",", ":")).encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def spaced(digits: str) -> str:
    """As it is read aloud: in groups of at most four."""
    size = 3 if len(digits) == NUMBER_DIGITS else 4
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))
