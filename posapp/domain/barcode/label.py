"""Labels of the shop's own scales: numbers of a restricted range that carry an item with its weight or amount.

The layout is a setting of each shop, such as 21IIIIIWWWWWC: digits stand for themselves, then I item, W weight,
A amount, Q quantity, N number, and last C the check digit by the EAN rule (also on the 18 digits of Chinese scales).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from posapp.domain.barcode.gtin import check_digit_holds
from posapp.domain.errors import Refused
from posapp.domain.money import divide

QUANTITY_DECIMALS: Final = 3
_LETTERS: Final = "IWAQN"
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class LabelPattern:
    """One layout of label, compiled; make it with `label_pattern`. Spans are places in the code, (0, 0) is none."""

    pattern: str
    prefix: str
    length: int
    has_check_digit: bool
    item: tuple[int, int]
    weight: tuple[int, int]
    amount: tuple[int, int]
    quantity: tuple[int, int]
    number: tuple[int, int]
    weight_decimals: int
    amount_decimals: int
    quantity_decimals: int


@dataclass(frozen=True, slots=True)
class LabelReading:
    """What a label says. Weight and quantity in thousandths, amount in minor units; None where it does not say.

    `keys`: the item number as printed, then without leading zeros, for whoever entered "242" for the scale's "00242".
    """

    code: str
    item: str
    keys: tuple[str, ...]
    weight: int | None
    amount: int | None
    quantity: int | None
    number: str | None


def label_pattern(
    pattern: str, *, weight_decimals: int = 3, amount_decimals: int = 2, quantity_decimals: int = 0
) -> LabelPattern:
    """Compile a layout; Refused("label_pattern") names the part that is wrong."""
    match = re.fullmatch(r"([0-9]+)([IWAQN]+)(C?)", pattern[: _LONGEST + 1])
    if match is None or len(pattern) > _LONGEST:
        raise _wrong(pattern, pattern[-1:] if re.fullmatch(r"[0-9IWAQNC]*", pattern) else "?")
    spans = {letter: _span(pattern, letter) for letter in _LETTERS}
    if spans["I"] == (0, 0):
        raise _wrong(pattern, "I")
    for letter, decimals in (("W", weight_decimals), ("A", amount_decimals), ("Q", quantity_decimals)):
        start, end = spans[letter]
        if end and not 0 <= decimals <= end - start:
            raise _wrong(pattern, f"{letter} {decimals}")
    return LabelPattern(
        pattern=pattern,
        prefix=match[1],
        length=len(pattern),
        has_check_digit=bool(match[3]),
        item=spans["I"],
        weight=spans["W"],
        amount=spans["A"],
        quantity=spans["Q"],
        number=spans["N"],
        weight_decimals=weight_decimals,
        amount_decimals=amount_decimals,
        quantity_decimals=quantity_decimals,
    )


def compile_labels(rows: Iterable[tuple[str, int, int]]) -> tuple[LabelPattern, ...]:
    """A shop's layouts, each with its decimals of weight and of amount; two that nothing tells apart are refused."""
    labels = tuple(label_pattern(row, weight_decimals=weight, amount_decimals=amount) for row, weight, amount in rows)
    seen: dict[tuple[str, int], str] = {}
    for label in labels:
        shape = (label.prefix, label.length)
        if shape in seen:
            raise _wrong(label.pattern, seen[shape])
        seen[shape] = label.pattern
    return labels


def _span(pattern: str, letter: str) -> tuple[int, int]:
    start, count = pattern.find(letter), pattern.count(letter)
    if not count:
        return 0, 0
    if pattern[start : start + count] != letter * count:
        raise _wrong(pattern, letter)
    return start, start + count


def _wrong(pattern: str, part: str) -> Refused:
    return Refused("label_pattern", pattern=pattern[:_LONGEST], part=part)


def matching_label(code: str, labels: Sequence[LabelPattern]) -> LabelPattern | None:
    """The layout that these digits have: right length, and the longest prefix; the first of equals."""
    best = None
    for label in labels:
        if (
            len(code) == label.length
            and code.startswith(label.prefix)
            and (not best or len(label.prefix) > len(best.prefix))
        ):
            best = label
    return best


def read_label(code: str, label: LabelPattern, digits: int) -> LabelReading:
    """What the digits of a matching label say; `digits` are those of the shop's currency. Refused("check_digit")."""
    if label.has_check_digit and not check_digit_holds(code):
        raise Refused("check_digit", code=code)
    item = code[slice(*label.item)]
    bare = item.lstrip("0") or "0"
    return LabelReading(
        code,
        item,
        (item,) if bare == item else (item, bare),
        _value(code, label.weight, label.weight_decimals, QUANTITY_DECIMALS),
        _value(code, label.amount, label.amount_decimals, digits),
        _value(code, label.quantity, label.quantity_decimals, QUANTITY_DECIMALS),
        code[slice(*label.number)] or None,
    )


def _value(code: str, span: tuple[int, int], decimals: int, wanted: int) -> int | None:
    text = code[slice(*span)]
    return rescale(int(text), decimals, wanted) if text else None


def rescale(value: int, decimals: int, wanted: int) -> int:
    """A number with so many decimals as one with `wanted` decimals, rounded half away from zero."""
    if wanted >= decimals:
        return value * int(10 ** (wanted - decimals))
    return divide(value, int(10 ** (decimals - wanted)))
