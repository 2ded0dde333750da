"""A number for every trouble, short enough for the telephone and the same in every language."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from posapp.domain.refusal_texts import TEXTS


def spoken(code: str) -> str:
    """Five digits that stand for the code."""
    return str(zlib.crc32(code.encode()) % 90_000 + 10_000)


def meant_by(number: str, others: Iterable[str] = ()) -> str | None:
    """The code behind the digits that somebody read out, among the refusals and `others`; None: there is none."""
    wanted = "".join(sign for sign in number if sign.isdecimal())
    return next((code for code in (*TEXTS, *others) if spoken(code) == wanted), None)
