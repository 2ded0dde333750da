"""PINs of staff and members as the hub keeps them: argon2 texts."""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
"""OWASP's least for argon2id: a till checks a PIN in some 20 ms, also an old one."""


def hashed(pin: str) -> str:
    """The argon2 text."""
    return _HASHER.hash(pin)


def is_right(known: str, pin: str) -> bool:
    """Whether it is the PIN, also under an older way of keeping it."""
    try:
        return _HASHER.verify(known, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False


def fits(known: str, pin: str) -> bool:
    """Whether the PIN is still the same: then the hash stays, and loading a file twice changes nothing."""
    try:
        return _HASHER.verify(known, pin) and not _HASHER.check_needs_rehash(known)
    except VerifyMismatchError:
        return False
