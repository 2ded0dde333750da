"""All that a hub's command says goes through here: readable in any language, and nothing in it drives the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, Final

from posapp.domain.errors import Refused
from posapp.domain.typed import few_marks, seen

_HIDDEN: Final = ((0, 0x20), (0x7F, 0xA0), (0x61C, 0x61D), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x2070))
_ESCAPED: Final = {code: f"\\u{code:04x}" for first, end in (*_HIDDEN, (0xFEFF, 0xFF00)) for code in range(first, end)}
"""Control signs, and those that turn the direction of writing or are not seen: JSON leaves most of them."""


def print_lines(rows: Iterable[Any]) -> None:
    """JSON Lines: each row on a line of its own."""
    for row in rows:
        say(json.dumps(row, ensure_ascii=False))
    sys.stdout.flush()


def say(words: str) -> None:
    """What was done, in one line."""
    print(_safe(words))


def warn(words: str) -> None:
    """What went wrong or must be known besides, in one line."""
    print(_safe(words), file=sys.stderr, flush=True)


def _safe(words: str) -> str:
    return few_marks(words.translate(_ESCAPED))


def plain(option: str, typed: str) -> str:
    """What was typed behind an option, for others to read; Refused("odd_sign") for a sign that nobody sees."""
    for sign in typed.strip():
        if sign != " " and not seen(sign):
            raise Refused("odd_sign", option=option, sign=f"U+{ord(sign):04X}")
    return typed.strip()
