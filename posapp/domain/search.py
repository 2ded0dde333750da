"""What a product can be found by, as tokens, and what a person types, as a question over those tokens.

A plain index of tokens, without positions, answers everything, because each token carries its neighbourhood:
- Chinese (and kana, hangul): every pair of neighbours, so that any two characters in mid-word are one token;
- Latin words and numbers: as they are, found by their beginning;
- initials: every run of four (`WINDOW`) first letters, in every reading of every character, letters and digits of the
  name among them (上好佳薯片20袋装: shjs hjsp jsp2 sp20 …); "^" marks the one that opens the name;
- full pinyin: every syllable ("___nong") and every pair of neighbours ("___nong_fu"), behind a mark as long as the
  beginnings that are indexed, so that those cost nothing.
Longer questions ask for all of the tokens they are made of. Beginnings of up to three letters have an index of their
own; longer ones are completed from the catalogue's list of words, because every whole token is read as far as needed
while a loose beginning is gathered to its end first. The tokens hold letters, digits and . ^ _ only, and each one is
quoted, so nothing that a person types can be read as an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise, product
from typing import Final

from posapp.domain.pinyin import Readings, completions, splits

WINDOW: Final = 4
"""Initials a token; a longer question is cut into several."""

PREFIXES: Final = 3
"""Beginnings of so many characters have an index of their own."""

Words = Callable[[str], Sequence[str] | None]
"""The catalogue's words that begin with four or more letters and go on; None when they are too many to name."""

_SCRIPT: Final = "々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters written without spaces between words."""

_RUN: Final = re.compile(f"[{_SCRIPT}]+")
_PIECE: Final = re.compile(rf"[{_SCRIPT}]+|[0-9]+\.[0-9]+(?:(?![{_SCRIPT}])[^\W_])*|(?:(?![{_SCRIPT}])[^\W_])+")
_LINKED: Final = re.compile(rf"(?:(?![{_SCRIPT}])[^\W_])+(?:[-./&+](?:(?![{_SCRIPT}])[^\W_])+)+")
_LINK: Final = re.compile("[-./&+]")
_GAP: Final = re.compile(rf"(?<=[{_SCRIPT}])(?:(?![{_SCRIPT}])[\W_])+(?=[{_SCRIPT}])")
_SQUEEZE: Final = re.compile(r"[\W_]+")
_FOREIGN: Final = re.compile("[^0-9A-Za-z.^_\x80-\U0010ffff]")
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_APOSTROPHES: Final = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{GRAVE ACCENT}\N{ACUTE ACCENT}]")

_SOUND: Final = "_" * PREFIXES
_LONGEST_TEXT: Final = 200
_LONGEST_TYPED: Final = 64
_LONGEST_WORD: Final = 24
_MOST_WORDS: Final = 8
_MOST_ALTERNATIVES: Final = 256


def fold(text: str) -> str:
    """Lower case, half width, without accents and apostrophes: "Ｎestlé" is "nestle"."""
    text = _APOSTROPHES.sub("", text)
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", text))).casefold()


# ---------------------------------------------------------------- what a product is found by


def index_text(name_zh: str, name_en: str, sku: str, more: str, readings: Readings) -> str:
    """The tokens of a product with a space between. `more` is anything else that people look for (size, colour).

    The beginning of the SKU and the barcodes are found by their own keys and need no tokens.
    """
    tokens: dict[str, None] = {}
    for text in (name_zh, name_en, more):
        if text:
            tokens.update(dict.fromkeys(_tokens(fold(text[:_LONGEST_TEXT]), readings)))
    tokens.update(dict.fromkeys(_PIECE.findall(fold(sku[:_LONGEST_TEXT]))[1:]))
    return " ".join(tokens)


def _tokens(text: str, readings: Readings) -> list[str]:
    script = _RUN.search(text) is not None
    if script:
        text = _GAP.sub("", text)
    tokens: list[str] = []
    for piece in _PIECE.findall(text):
        if _RUN.match(piece):
            tokens += map("".join, pairwise(piece))
            tokens.append(piece[-1])
            tokens += _syllables(piece, readings)
        else:
            tokens.append(piece)
    if _LINK.search(text):
        tokens += [_SQUEEZE.sub("", linked) for linked in _LINKED.findall(text)]
    return tokens + _windows(_SQUEEZE.sub("", text), readings, only_first=not script)


def _syllables(run: str, readings: Readings) -> list[str]:
    known = [readings.syllables.get(han, ()) for han in run]
    tokens = [f"{_SOUND}{syllable}" for found in known for syllable in found]
    tokens += [f"{_SOUND}{a}_{b}" for left, right in pairwise(known) for a in left for b in right]
    return tokens


def _windows(text: str, readings: Readings, only_first: bool) -> list[str]:
    initials = readings.initials
    letters = [initials.get(c, c) for c in text]
    tokens = ["^" + opening for size in (PREFIXES, WINDOW) for opening in _spell(letters[:size])]
    in_number = False
    for at, c in enumerate("" if only_first else text):
        if not (in_number and c.isdigit()):
            tokens += _spell(letters[at : at + WINDOW])
        in_number = c.isdigit()
    return tokens


def _spell(letters: list[str]) -> Iterable[str]:
    word = "".join(letters)
    if len(word) == len(letters):
        return (word,)
    return map("".join, islice(product(*letters), _MOST_ALTERNATIVES))


def completes(token: str) -> bool:
    """Whether the token belongs in the list of words that beginnings are completed from."""
    return len(token) > WINDOW and token[0] not in "^_"


# ---------------------------------------------------------------- what a person types


def match_expression(typed: str, words: Words) -> str | None:
    """The FTS5 question for what was typed: every word must be met, each in any of its senses. None: nothing to ask."""
    typed_words = fold(typed[:_LONGEST_TYPED]).split()
    asked = [a for a in (_word(w, words) for w in typed_words[:_MOST_WORDS]) if a]
    return " AND ".join(asked) if asked else None


def opening_expression(typed: str) -> str | None:
    """The question for names that begin with the few letters typed; None when that is no way to ask.

    People who type one to four letters mean a name's beginning: these are listed before those with them in the middle.
    """
    word = fold(typed[:_LONGEST_TYPED]).strip()
    if not (0 < len(word) <= WINDOW and word.isascii() and word.isalnum()):
        return None
    return _prefix("^" + word) if len(word) < PREFIXES else _exact("^" + word)


def _word(word: str, words: Words) -> str:
    pieces = _PIECE.findall(word)
    plain = [p for p in pieces if not _RUN.match(p)]
    asked = [_run(p) for p in pieces if _RUN.match(p)]
    if plain:
        asked.append(_letters(plain, words))
    return " AND ".join(asked)


def _run(run: str) -> str:
    if len(run) == 1:
        return _prefix(run)
    return _all(dict.fromkeys(a + b for a, b in pairwise(run)))


def _letters(pieces: Sequence[str], words: Words) -> str:
    """Words, or else initials, or else pinyin."""
    senses = [" AND ".join([_exact(p) for p in pieces[:-1]] + [_begins(pieces[-1], words)])]
    letters = "".join(pieces).replace(".", "")[:_LONGEST_WORD]
    if letters != pieces[0]:
        senses.append(_begins(letters, words))
    if len(letters) > WINDOW:
        senses.append(_all(_cover(letters)))
    if len(letters) > 1 and letters.isascii() and letters.isalpha():
        senses += [_pinyin(way) for way in splits(letters)]
    return f"(({') OR ('.join(senses)}))" if len(senses) > 1 else f"({senses[0]})"


def _cover(letters: str) -> dict[str, None]:
    """Windows that together hold all the letters and begin where the index begins one: never inside a number."""
    starts = [*range(0, len(letters) - WINDOW, WINDOW), len(letters) - WINDOW]
    found: dict[str, None] = {}
    for start in starts:
        while start and letters[start].isdigit() and letters[start - 1].isdigit():
            start -= 1
        found[letters[start : start + WINDOW]] = None
    return found


def _pinyin(way: tuple[str, ...]) -> str:
    *before, last = way
    known = [f"{_SOUND}{a}_{b}" for a, b in pairwise(before)]
    head = f"{_SOUND}{before[-1]}_" if before else _SOUND
    return " AND ".join([_exact(pair) for pair in known] + [_any(head + syllable for syllable in completions(last))])


def _begins(start: str, words: Words) -> str:
    longer = words(start) if len(start) > PREFIXES else None
    return _prefix(start) if longer is None else _any([start, *longer])


def _any(tokens: Iterable[str]) -> str:
    return f"({' OR '.join(map(_exact, tokens))})"


def _all(tokens: Iterable[str]) -> str:
    return " AND ".join(map(_exact, tokens))


def _exact(token: str) -> str:
    return f'"{_FOREIGN.sub("", token)}"'


def _prefix(token: str) -> str:
    return f'"{token}"*'
