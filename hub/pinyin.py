"""Every reading of every Chinese character, out of pypinyin's table (large and slow: only the hub imports it)."""

from __future__ import annotations

import os
import unicodedata
from functools import cache

from posapp.domain.pinyin import Readings

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # half of its import and of its memory, which nobody here asks for

from pypinyin.constants import PINYIN_DICT


@cache  # a hub builds one catalogue after the other
def all_readings() -> Readings:
    """Toneless syllables of all characters of the table, the usual reading first; ü is written v, as people type it."""
    return Readings({chr(point): _syllables(text) for point, text in PINYIN_DICT.items()})


@cache  # most readings are of many characters
def _syllables(text: str) -> tuple[str, ...]:
    found = dict.fromkeys(_toneless(s) for s in text.split(","))
    found |= {s.replace("ve", "ue"): None for s in found if s in ("lve", "nve")}
    return tuple(s for s in found if s.isascii() and s.isalpha())


@cache
def _toneless(syllable: str) -> str:
    plain = unicodedata.normalize("NFD", syllable).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(c for c in plain if not unicodedata.combining(c))
