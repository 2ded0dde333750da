"""PINs are kept as argon2 texts only; argon2 is imported when the first PIN is typed."""

from __future__ import annotations

from typing import Final

_TIMES: Final = 2
_KILOBYTES: Final = 19456
"""As the hub's (`hub.pins`)."""


def pin_matches(pin_hash: str, pin: str) -> bool:
    """Whether the PIN is the one behind the argon2 text; False for a text that is not one."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def pin_hash(pin: str) -> str:
    """The argon2 text of a PIN that was chosen at this till."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_TIMES, memory_cost=_KILOBYTES, parallelism=1).hash(pin)
