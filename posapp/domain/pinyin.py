"""Mandarin syllables without tones, and how a run of typed letters falls into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

_FINALS: Final = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng iao u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "l": "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a e i ai ao ou an in ang ing ong o u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
SYLLABLES: Final = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
_STARTS: Final = frozenset(s[:k] for s in SYLLABLES for k in range(1, len(s) + 1))
LONGEST: Final = max(map(len, SYLLABLES))


class Readings:
    """All readings of each character: as syllables ("le", "yue") and as their first letters ("ly")."""

    def __init__(self, syllables: Mapping[str, Sequence[str]]) -> None:
        self.syllables = syllables
        self.initials = {han: "".join(dict.fromkeys(s[0] for s in found)) for han, found in syllables.items()}


def completions(start: str) -> list[str]:
    """The syllables that begin with these letters."""
    return sorted(s for s in SYLLABLES if s.startswith(start))


def splits(letters: str, most: int = 4, tried: int = 24) -> list[tuple[str, ...]]:
    """Ways to read the letters as syllables, the last of which may be unfinished; those with few syllables first.

    Of very many ways (`tried`) only some are looked at: those that begin with long syllables, as nearly all words do.
    """
    size = len(letters)
    readable = [False] * (size + 1)
    for at in range(size - 1, -1, -1):
        readable[at] = letters[at:] in _STARTS or any(readable[end] for end in _ends(letters, at))

    def ways(at: int) -> Iterator[tuple[str, ...]]:
        if letters[at:] in _STARTS:
            yield (letters[at:],)
        for end in _ends(letters, at):
            if readable[end]:
                for rest in ways(end):
                    yield (letters[at:end], *rest)

    return sorted(islice(ways(0), tried), key=len)[:most] if size else []


def _ends(letters: str, at: int) -> list[int]:
    """Where a syllable that starts at `at` may end, before the last letter; the longest first."""
    last = min(len(letters) - 1, at + LONGEST)
    return [end for end in range(last, at, -1) if letters[at:end] in SYLLABLES]
