"""The code that a member's own telephone shows and that releases what they have: signed by the hub, good for minutes.

A till checks it by the hub's public key, so it holds offline too, and no till holds a secret that would make one.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from posapp.domain.errors import Refused
from posapp.domain.times import from_text, to_text

HEAD: Final = "PL1."
LIFE: Final = timedelta(minutes=10)
"""At most; a code that promises to be good for longer is none."""


@dataclass(frozen=True, slots=True)
class LiveCode:
    """Whose it is, until when it is good (UTC text), the hub's key that signed it; `signature`: 128 hex digits."""

    member: str
    until: str
    key: str
    signature: str = ""

    def text(self) -> str:
        """As the telephone shows it."""
        said = json.dumps([self.member, self.until, self.key, self.signature], separators=(",", ":"))
        return HEAD + base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def is_live_code(text: str) -> bool:
    """Whether somebody means it to be one."""
    return text.strip().startswith(HEAD)


def read_live_code(text: str, now: datetime) -> LiveCode:
    """What it says; Refused("live_code_wrong", "live_code_over"). Who reads it looks at the signature."""
    body = text.strip()[len(HEAD) : 2000]
    try:
        said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        code = LiveCode(*said) if isinstance(said, list) and all(isinstance(x, str) for x in said) else None
        until = from_text(code.until) if code is not None else now
    except (ValueError, TypeError, binascii.Error, RecursionError, OverflowError):
        code = None
    if code is None or to_text(until) != code.until:
        raise Refused("live_code_wrong")
    if not now < until <= now + LIFE:
        raise Refused("live_code_over")
    return code


def signed_bytes(code: LiveCode) -> bytes:
    """What the signature covers; no balance is ever signed in these words."""
    return json.dumps(("posapp live code 1", code.member, code.until, code.key), separators=(",", ":")).encode()
