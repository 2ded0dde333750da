"""Members: how a telephone number is written, so that the same number is the same text everywhere."""

from __future__ import annotations

import re
from typing import Final

from posapp.domain.errors import Refused

_BETWEEN: Final = re.compile(r"[\s().\-\u2013]+")
_CHINESE_MOBILE: Final = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_INTERNATIONAL: Final = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
"""E.164: at most fifteen digits."""


def phone_number(typed: str) -> str:
    """ "+8613800138000" of whatever was typed; Refused("phone_wrong"). Without a country it is a mobile in China."""
    plain = _BETWEEN.sub("", typed)
    if found := _CHINESE_MOBILE.fullmatch(plain):
        return "+86" + found[1]
    if found := _INTERNATIONAL.fullmatch(plain):
        return "+" + found[1]
    raise Refused("phone_wrong")
