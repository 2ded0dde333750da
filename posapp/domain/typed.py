"""Words that people type, or that come from elsewhere: what cannot be seen does not belong in them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BREAKS: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Signs that move a printer's head or turn a line around, and halves of characters."""


def seen(typed: str) -> str:
    """`typed` as a person reads it: without control and direction signs, line breaks as spaces, nothing around it."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", typed)).strip()


def is_seen(words: str) -> bool:
    """Whether nothing in it is what `seen` takes away: a sign that joins two into one picture is none of that."""
    return not (_BREAKS.search(words) or _UNSEEN.search(words))


MOST_MARKS: Final = 4
"""Marks on one letter: no writing needs more; without an end they draw over the rows around."""


def shown(foreign: str) -> str:
    """Words that came from elsewhere as this program shows them: as `seen`, with a few marks on each letter at most."""
    return few_marks(seen(foreign))


def few_marks(words: str) -> str:
    """`words` without marks beyond the first few on each letter."""
    if words.isascii():
        return words
    kept: list[str] = []
    marks = 0
    for sign in words:
        category = unicodedata.category(sign)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Cf":  # nothing that is not seen begins another letter
            marks = 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
