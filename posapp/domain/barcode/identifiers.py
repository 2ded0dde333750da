"""The table of application identifiers, compiled: how long a value is, whether it is well formed, what it goes with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from posapp.domain.barcode.ai_table import AI_TABLE
from posapp.domain.barcode.lint import CHECK_DIGIT_LINTS, CSET_82, LINTS

_CHARACTERS: Final = {"N": "0-9", "X": re.escape(CSET_82), "Y": "#/0-9A-Z-", "Z": "=_0-9A-Za-z-"}
_PART: Final = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)\]?((?:,[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Identifier:
    """One application identifier (AI) of GS1."""

    ai: str
    length: int | None
    """Of a value that needs no FNC1 after it; None where FNC1 or the end closes the value."""
    is_attribute: bool
    """May stand in the query of a Digital Link."""
    leads_link: bool
    qualifiers: tuple[tuple[str, ...], ...]
    """What may follow it in the path of a Digital Link: one of these lists, in order, with gaps."""
    value: str
    """A regular expression, compiled when it is first met: a shop meets a dozen of the 541."""
    lints: tuple[tuple[str, ...], ...]
    """The checks on each part of the value; a part is a group of `value`."""
    excludes: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    """At least one of these sets must be there in full; no set: it stands alone. An `n` is any digit."""

    def fault(self, value: str) -> str | None:
        """Why a value is not well formed, as the code of a refusal; None when it is."""
        match = _compiled(self.value).fullmatch(value)
        if match is None:
            return "bad_code"
        for part, names in zip(match.groups(), self.lints, strict=True):
            for name in names:
                if part is not None and name in LINTS and not LINTS[name](part):
                    return "check_digit" if name in CHECK_DIGIT_LINTS else "bad_code"
        return None


@cache
def identifiers() -> Mapping[str, Identifier]:
    """Every application identifier; compiled when the first GS1 code is scanned."""
    return {entry.ai: entry for line in AI_TABLE.splitlines() for entry in _entries(line)}


@cache
def ai_lengths() -> Mapping[str, int]:
    """How many digits an AI has, from its first two (GS1 General Specifications, figure 7.8.1-2)."""
    return {ai[:2]: len(ai) for ai in identifiers()}


def _entries(line: str) -> Iterator[Identifier]:
    run, *words = line.partition("#")[0].split()
    flags = words.pop(0) if set(words[0]) <= set("*?") else ""
    parts = [match for word in words if (match := _PART.fullmatch(word))]
    attributes = [word for word in words if not _PART.fullmatch(word)]
    links = [word.partition("=")[2] for word in attributes if word.startswith("dlpkey")]
    value = "".join(_part_pattern(part) for part in parts)
    lints = tuple(_part_lints(part) for part in parts)
    for ai in _run(run):
        yield Identifier(
            ai=ai,
            length=sum(int(part[4]) for part in parts) if "*" in flags else None,
            is_attribute="?" in flags,
            leads_link=bool(links),
            qualifiers=tuple(tuple(way.split(",")) for link in links if link for way in link.split("|")),
            value=value,
            lints=lints,
            excludes=tuple(_listed(attributes, "ex=")),
            requires=tuple(tuple(way.split("+")) for way in _listed(attributes, "req=")),
        )


def _run(run: str) -> Iterator[str]:
    first, _, last = run.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield str(number).zfill(len(first))


def _part_pattern(part: re.Match[str]) -> str:
    length = f"1,{part[4]}" if part[3] else part[4]
    return f"([{_CHARACTERS[part[2]]}]{{{length}}}){'?' if part[1] else ''}"


def _part_lints(part: re.Match[str]) -> tuple[str, ...]:
    names = tuple(part[5].split(",")[1:])
    return (*names, "cset64") if part[2] == "Z" else names


def _listed(attributes: list[str], name: str) -> list[str]:
    return [other for word in attributes if word.startswith(name) for other in word.removeprefix(name).split(",")]


_compiled = cache(re.compile)


def is_one_of(ai: str, pattern: str) -> bool:
    """Whether an AI is the one of a pairing rule, in which `n` is any digit."""
    return len(ai) == len(pattern) and all(p in ("n", a) for a, p in zip(ai, pattern, strict=True))
