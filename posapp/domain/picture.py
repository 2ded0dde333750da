"""Pictures of products: which one is whose. The bytes are known by their hash and fetched when they are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 256 * 1024
"""Of one picture: a till shows it as large as a hand's palm, and a shop has a thin line."""
_BEGINNINGS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


@dataclass(frozen=True, slots=True)
class ProductPicture:
    """`sha256` of the picture's bytes, in hex."""

    sku: str
    sha256: str


def picture_type(data: bytes) -> str:
    """The media type of a picture that every till can show; "" of anything else. By its first bytes (PNG, JPEG)."""
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")
