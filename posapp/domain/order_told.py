"""When a customer was told that an order is ready: not twice for a key that was pressed twice, or at two tills."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from posapp.domain.times import from_text

AGAIN: Final = timedelta(minutes=2)
"""Within so much of a message another one is the same."""


def just_told(told_at: str, at: str) -> bool:
    """Whether a message at that moment would be the one of `told_at` ("" of none) once more."""
    return bool(told_at) and abs(from_text(at) - from_text(told_at)) < AGAIN
