"""Breaking a text into lines, in columns or in dots alike."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_letters, digits
from typing import Final

_WORD: Final = frozenset(ascii_letters + digits + ".,:-/'%")

Width = Callable[[str], int]
"""How wide a text is; the width of a text is that of its characters added up."""


def wrap(text: str, room: int, width: Width) -> list[str]:
    """Lines no wider than `room`: broken at the last space inside a Latin word's line, else between two characters."""
    lines: list[str] = []
    rest = text
    while width(rest) > room:
        fits = _fitting(rest, room, width)
        space = rest.rfind(" ", 1, fits + 1)
        end = space if space > 0 and _inside_word(rest, fits) else fits
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*lines, rest] if rest or not lines else lines


def _fitting(text: str, room: int, width: Width) -> int:
    """How many characters fit; at least one, so that there is an end."""
    used = 0
    for count, sign in enumerate(text):
        used += width(sign)
        if used > room:
            return max(1, count)
    return len(text)


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1] in _WORD and text[at] in _WORD
