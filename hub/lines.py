"""JSON Lines for a person's terminal: readable in any language, and nothing in them drives the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

_ESCAPED: Final = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), 0x061C, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070))
}
"""Control signs of the second set, and those that turn the direction of writing or are not seen: JSON leaves them."""


def print_lines(rows: Iterable[Any]) -> None:
    """Each row on a line of its own."""
    for row in rows:
        print(json.dumps(row, ensure_ascii=False).translate(_ESCAPED))


def say(words: str) -> None:
    """What was done, in one line."""
    print(words.translate(_ESCAPED))
