"""A picture of goods that came back: small, a JPEG, and known by the hash of its bytes."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from posapp.domain.errors import Refused

MOST_BYTES: Final = 256 * 1024
"""Of one picture as it is kept and sent."""
SIDE: Final = 1280
"""Dots of its longer side at most: a scratch is still to be seen."""
_JPEG: Final = b"\xff\xd8\xff"
_ID: Final = re.compile("[0-9a-f]{64}")


def photo_id(image: bytes) -> str:
    """Under which it is kept. Refused("photo_unreadable", "photo_too_large") of what is no such picture."""
    if not image.startswith(_JPEG):
        raise Refused("photo_unreadable")
    if len(image) > MOST_BYTES:
        raise Refused("photo_too_large", most=f"{MOST_BYTES // 1024} KB")
    return hashlib.sha256(image).hexdigest()


def is_photo_id(text: str) -> bool:
    """Whether a journal may name a picture so."""
    return _ID.fullmatch(text) is not None
