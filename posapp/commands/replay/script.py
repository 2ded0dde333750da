"""A replay script: JSON Lines with a header; see docs/replay.md. Reading one needs no till."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from posapp.domain.refusal_texts import refusal_text
from posapp.domain.system_words import refusal_of

MOST_LINE_BYTES = 64 * 1024 * 1024


class NotAScript(Exception):  # noqa: N818 - the message names the line
    """The file is not a replay script; the text names the line and the reason."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: the shop (a path, resolved, or the object itself), the registers, what the clock shows."""

    shop: Path | dict[str, Any]
    tills: tuple[str, ...]
    clock: datetime
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: `line` counts from 1 in the file; `args` are the verb's own keys."""

    line: int
    verb: str
    till: str
    staff: str | None
    args: dict[str, Any]
    expect: dict[str, Any] | None


def read_script(path: Path) -> tuple[Header, Iterator[Step]]:
    """Header and steps, read as they are needed; raises NotAScript at the line that is wrong."""
    lines = _lines(path)
    number, first = next(lines, (1, {}))
    if first.get("replay") != 1:
        raise NotAScript(f'line {number}: the first line must hold "replay": 1')
    header = _header(path, number, first)
    return header, _steps(lines, header)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for number, text in enumerate(file, 1):
                if text.strip():
                    yield number, _object(number, text)
    except OSError as error:
        raise NotAScript(refusal_text(refusal_of(error, path), "en")) from None
    except (UnicodeDecodeError, EOFError) as error:
        raise NotAScript(f"{path.name}: {error}") from None


def _object(number: int, text: str) -> dict[str, Any]:
    if len(text) > MOST_LINE_BYTES:
        raise NotAScript(f"line {number}: too long")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAScript(f"line {number}: not JSON ({error})") from None
    if not isinstance(value, dict):
        raise NotAScript(f"line {number}: not a JSON object")
    return value


def _header(path: Path, number: int, first: dict[str, Any]) -> Header:
    shop, tills, clock = first.get("shop"), first.get("tills"), first.get("clock")
    if isinstance(shop, str):
        shop = path.parent / shop
    elif not isinstance(shop, dict):
        raise NotAScript(f'line {number}: "shop" must be a path or an object')
    if not isinstance(tills, list) or not tills or not all(isinstance(t, str) for t in tills):
        raise NotAScript(f'line {number}: "tills" must be a list of register names')
    return Header(shop, tuple(tills), moment(number, clock), bool(first.get("import")))


def moment(number: int, text: object) -> datetime:
    """An aware moment from an ISO 8601 text, or NotAScript."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        raise NotAScript(f"line {number}: {text!r} is not a time") from None
    if at.tzinfo is None:
        raise NotAScript(f"line {number}: the time {text!r} needs its offset")
    return at


def _steps(lines: Iterator[tuple[int, dict[str, Any]]], header: Header) -> Iterator[Step]:
    till, staff = header.tills[0], None
    for number, step in lines:
        verb, expect = step.pop("do", None), step.pop("expect", None)
        till, staff = step.pop("till", till), step.pop("as", staff)
        if not isinstance(verb, str):
            raise NotAScript(f'line {number}: "do" is missing')
        if till not in header.tills:
            raise NotAScript(f"line {number}: till {till!r} is not in the header")
        if expect is not None and not isinstance(expect, dict):
            raise NotAScript(f'line {number}: "expect" must be an object')
        yield Step(number, verb, till, staff, step, expect)


def differences(expected: object, got: object, path: str = "") -> list[str]:
    """Where `got` does not hold what `expected` names; objects by subset, lists element by element."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return [d for key, value in expected.items() for d in differences(value, got.get(key), f"{path}.{key}")]
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        return [
            d for i, (e, g) in enumerate(zip(expected, got, strict=True)) for d in differences(e, g, f"{path}[{i}]")
        ]
    same = expected == got or (_decimal(expected) is not None and _decimal(expected) == _decimal(got))
    return [] if same else [f"{path or '.'}: expected {expected!r}, got {got!r}"]


def _decimal(value: object) -> Decimal | None:
    """A decimal text as a number: "1.230" and "1.23" are the same quantity."""
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", value):
        return Decimal(value)
    return None
