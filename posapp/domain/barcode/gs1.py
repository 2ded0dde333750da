"""GS1 element strings: split them at FNC1, check every value, check which ones go together.

Our own parser on GS1's own table rather than the library biip, which gets 61 of 309 of GS1's reading vectors wrong (the
pairing rules, repeated elements, Digital Link keys) and takes the century of a date from the machine's clock. The tests
use biip as a second opinion where both must agree.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from posapp.domain.barcode.identifiers import Identifier, ai_lengths, identifiers, is_one_of
from posapp.domain.barcode.masking import shown
from posapp.domain.barcode.readings import Element
from posapp.domain.errors import Refused

FNC1: Final = "\x1d"
"""Function character 1, as a scanner transmits it: ASCII GS."""

_BRACKETED: Final = re.compile(r"\(([0-9]{2,4})\)((?:\\\(|[^(])+)")
_SERIALISED: Final = {"253": 13, "255": 13, "8003": 14}
"""Keys that name a single thing only when a serial part follows their first so many digits."""


def parse_elements(message: str, *, unknown_ais: bool = False) -> tuple[Element, ...]:
    """The elements of a message that starts with FNC1; Refused "bad_code", or "check_digit" where just that is wrong.

    `unknown_ais`: accept an AI that is not in our table, when its first two digits tell how long it is.
    """
    if not message.startswith(FNC1):
        raise Refused("bad_code", code=shown(message))
    elements: list[Element] = []
    rest = message[1:]
    while rest or not elements:
        ai = rest[: ai_lengths().get(rest[:2], 0)]
        entry = identifiers().get(ai)
        if entry is None and not (ai and unknown_ais):
            raise Refused("bad_code", code=shown(message))
        value, rest = _take_value(rest[len(ai) :], entry)
        check_value(entry, value, message)
        elements.append(Element(ai, value))
    return tuple(elements)


def _take_value(text: str, entry: Identifier | None) -> tuple[str, str]:
    if entry is None or entry.length is None:
        value, _, rest = text.partition(FNC1)
        return value, rest
    return text[: entry.length], text[entry.length :].removeprefix(FNC1)


def check_value(entry: Identifier | None, value: str, code: str) -> None:
    """Refuse a value that its AI does not allow; of an unknown AI (None) only the common characters are checked."""
    fault = (entry or identifiers()["91"]).fault(value)
    if fault:
        raise Refused(fault, code=shown(code))


def parse_bracketed(text: str, *, unknown_ais: bool = False) -> tuple[Element, ...]:
    r"""The elements of the printed form, "(01)06901234567892(10)ABC"; a bracket within a value is written \(."""
    found = list(_BRACKETED.finditer(text))
    if not found or "".join(match[0] for match in found) != text:
        raise Refused("bad_code", code=shown(text))
    elements = [Element(match[1], match[2].replace("\\(", "(")) for match in found]
    for ai, value in elements:
        if ai not in identifiers() and not (unknown_ais and ai_lengths().get(ai[:2], len(ai)) == len(ai)):
            raise Refused("bad_code", code=shown(text))
        check_value(identifiers().get(ai), value, text)
    return tuple(elements)


def check_pairing(elements: Sequence[Element], code: str) -> None:
    """Refuse elements that contradict one another or lack those they need (GS1 General Specifications 4.13)."""
    values: dict[str, str] = {}
    for ai, value in elements:
        if values.setdefault(ai, value) != value:
            raise Refused("bad_code", code=shown(code))
    for ai in values:
        entry = identifiers().get(ai)
        if entry and not _pairs(entry, values.keys() - {ai}):
            raise Refused("bad_code", code=shown(code))
    if "8030" in values and any(len(values.get(ai, "")) == length for ai, length in _SERIALISED.items()):
        raise Refused("bad_code", code=shown(code))


def _pairs(entry: Identifier, others: Iterable[str]) -> bool:
    if any(is_one_of(other, pattern) for pattern in entry.excludes for other in others):
        return False
    return not entry.requires or any(
        all(any(is_one_of(other, pattern) for other in others) for pattern in way) for way in entry.requires
    )


def gs1_date(yymmdd: str) -> date:
    """The day of a checked YYMMDD; day 00 is the last of the month.

    Always in this century: GS1's sliding window (7.12) agrees for every date from 2000 on, and goods dated earlier are
    no longer sold.
    """
    year, month, day = 2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:6])
    return date(year, month, day or monthrange(year, month)[1])
