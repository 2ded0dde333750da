"""What brings customers here. The usual sources have an id, so that reports count each once, whatever the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SOURCES: Final[Mapping[str, tuple[str, str]]] = {
    "campaign": ("营销活动", "Campaign"),
    "coupon": ("优惠券", "Coupon"),
    "pickup_upsell": ("取货时加购", "Taken along at pickup"),
}
"""By id in Chinese and English, in the order in which they are offered."""

_BY_WORD: Final = {word.casefold(): id_ for id_, words in SOURCES.items() for word in (*words, id_)}


def source_of(words: str) -> str:
    """The source as it is kept: the id of a usual one, however it is written, or else the words as they are."""
    plain = " ".join(words.split())
    return _BY_WORD.get(plain.casefold(), plain)


def source_name(source: str, language: str) -> str:
    """What people call it, in "zh" or "en"."""
    zh, en = SOURCES.get(source, (source, source))
    return zh if language == "zh" else en
