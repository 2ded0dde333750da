"""Names made harmless for paper: what a shop types as a name never becomes a command, nor disturbs its neighbours."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 160
"""Characters of one text; a longer one is cut and says so."""
_MARKS_EACH: Final = 2
_PLAIN: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u017f\u2010-\u2027\u20a0-\u20bf\u2190-\u22ff\u3001-\u3020\u4e00-\u9fff\uff01-\uff5e]*"
)
"""What nearly every name is made of: nothing in it needs a closer look."""


def clean(text: str, most: int = LONGEST) -> str:
    """The text on one line: no control, direction or unassigned characters, no stacks of accents, a bounded length."""
    if len(text) <= most and _PLAIN.fullmatch(text):
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
