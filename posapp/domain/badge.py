"""The code on a person's badge: scanned to sign in, kept as a salted hash, told apart from goods by its form alone.

It is long and made by head office, so a fast hash is enough; a till compares a scan with every person of the shop.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

LEAST: Final = 10
MOST: Final = 40
_SALT: Final = 8
"""Bytes."""


def is_badge(code: str) -> bool:
    """Whether a badge may carry the code: no code of goods or payment has a letter and only letters, digits, dashes."""
    fits = LEAST <= len(code) <= MOST and code.isascii() and code.replace("-", "").isalnum()
    return fits and any(sign.isalpha() for sign in code)


def badge_hash(code: str, salt: bytes = b"") -> str:
    """What is kept of it: salt and hash, in hex; of no badge ""."""
    if not code:
        return ""
    salt = salt or secrets.token_bytes(_SALT)
    return salt.hex() + "$" + hashlib.blake2b(code.encode(), key=b"posapp badge 1", salt=salt * 2).hexdigest()


def badge_fits(kept: str, code: str) -> bool:
    """Whether it is the code behind the hash."""
    salt, dollar, _ = kept.partition("$")
    return bool(dollar) and hmac.compare_digest(kept, badge_hash(code, bytes.fromhex(salt)))
