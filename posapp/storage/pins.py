"""PINs are kept as argon2 texts only; argon2 is imported when the first PIN is typed."""

from __future__ import annotations


def pin_matches(pin_hash: str, pin: str) -> bool:
    """Whether the PIN is the one behind the argon2 text; False for a text that is not one."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
