"""Names made harmless for paper: what a shop types as a name never becomes a command, nor disturbs its neighbours."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 160
"""Characters of one text; a longer one is cut and says so."""
_MARKS_EACH: Final = 2


def clean(text: str, most: int = LONGEST) -> str:
    """The text on one line: no control, direction or unassigned characters, no stacks of accents, a bounded length."""
    if len(text) <= most and text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", text[: most * 4]):
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind[0] == "Z" or sign in "\t\n\r\v\f\x85":
            kept.append(" ")
        elif kind[0] != "C" and marks <= _MARKS_EACH:
            kept.append(sign)
    found = "".join(kept)
    return found if len(found) <= most and len(text) <= most * 4 else found[: most - 1] + "…"
