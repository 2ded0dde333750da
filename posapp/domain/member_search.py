"""By which words a member is found, and what somebody typed means as beginnings of such words.

Words stand in one sorted list, so that each keystroke reads a short stretch of it: the telephone number as it is kept,
its last four digits, the code of the card, the mail address, the name and each of its endings, and the name as it is
read: "wangxiaoming", "xiaoming", "wxm".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from posapp.domain.follow_up import due_words
from posapp.domain.member import Member
from posapp.domain.pinyin import Readings
from posapp.domain.search import fold

LAST: Final = 4
"""Digits of a telephone number's end that find somebody."""
LEAST: Final = 2
"""Signs that are worth asking for; one Chinese character is too."""
_LONGEST: Final = 40
_MOST_READINGS: Final = 4
_SPACES: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"[+(\s]*[0-9][0-9\s().\-\u2013]*")
_BETWEEN: Final = re.compile(r"[\s().\-\u2013]+")
_DIGITS_FIRST: Final = re.compile(rf"([0-9]{{{LAST}}})\s*([^0-9\s+].*)")
_DIGITS_LAST: Final = re.compile(rf"([^0-9+]*[^0-9\s+])\s*([0-9]{{{LAST}}})")


@dataclass(frozen=True, slots=True)
class Asked:
    """`last`: the telephone number's last digits, and `name`: a beginning of the name; both must fit. Where nobody has
    these, or none are asked for: `words`, beginnings of words, any of them."""

    words: tuple[str, ...]
    last: str = ""
    name: str = ""


def leads_to(member: str) -> str:
    """The word of all ids that lead to this one; nobody types it."""
    return f"= {member}"


ERASED: Final = "= "
"""The word of all ids whose people asked to be erased; nobody types it."""


def words(member: Member) -> Iterator[str]:
    """Everything by which the member is found."""
    if member.erased:
        yield ERASED
        return
    if member.same_as:
        yield leads_to(member.same_as)
    if member.phone:
        yield member.phone
        yield member.phone[-LAST:]
    if member.code:
        yield member.code
    if member.email:
        yield fold(member.email)
    yield from due_words(member.follow_ups)
    yield from name_words(member)


def name_words(member: Member) -> Iterator[str]:
    """By name only: as it is written, from each character or word on, and as it is read."""
    name = fold(member.name[:_LONGEST])
    parts = name.split() if name.isascii() else list(_squeezed(name))
    joined = ("".join(parts[start:]) for start in range(len(parts)))
    yield from joined
    for spelled in member.spelled:
        syllables = spelled.split()
        yield "".join(syllables)
        yield "".join(syllables[1:])
        yield "".join(s[:1] for s in syllables)


def spelled(name: str, readings: Readings) -> tuple[str, ...]:
    """How a name is read, syllables apart, in every way where characters have several: 单 is Dan and Shan."""
    plain = _squeezed(fold(name[:_LONGEST]))
    if not plain or plain.isascii():
        return ()
    ways = [readings.syllables.get(han, (han,)) for han in plain]
    return tuple(" ".join(way) for way in islice(product(*(way[:2] for way in ways)), _MOST_READINGS))


def asked(typed: str) -> Asked | None:
    """What somebody means so far; None while it is too little to ask for."""
    text = typed.strip()[:_LONGEST]
    folded = fold(text)
    if _NUMBER.fullmatch(text):
        return _number(_BETWEEN.sub("", text))
    if mixed := _DIGITS_FIRST.fullmatch(folded):
        return Asked((text,), mixed[1], _squeezed(mixed[2]))
    if mixed := _DIGITS_LAST.fullmatch(folded):
        return Asked((text,), mixed[2], _squeezed(mixed[1]))
    plain = _squeezed(folded)
    if len(plain) < LEAST and plain.isascii():
        return None
    return Asked(tuple(dict.fromkeys((text, plain))))  # a card's code is kept as it is written


def _number(digits: str) -> Asked | None:
    """A telephone number in any form, its last four digits, or the code of a card."""
    if len(digits) < LEAST:
        return None
    plain = digits.removeprefix("+")
    known = ["+" + digits.removeprefix("00") if digits.startswith("00") else digits]
    if digits.startswith("+"):
        return Asked((digits,))
    if plain.startswith("86") and len(plain) > LAST:
        known.append("+" + plain)
    if plain.startswith("1"):
        known.append("+86" + plain)
    return Asked(tuple(dict.fromkeys((*known, digits))))


def fits_name(member: Member, beginning: str) -> bool:
    """Whether the name, from any character on or as it is read, begins so."""
    return any(word.startswith(beginning) for word in name_words(member))


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)
